import { mdiSpeedometerSlow } from '@mdi/js'
import { useI18n } from 'vue-i18n'
import { usePaletteActions } from '../../frame/index.ts'
import { useSession } from '../../session/index.ts'

interface WhyInput {
  /** Shows what keeps the one object waiting. */
  run: () => void
  /** What the one object is called; undefined while there is not exactly one. */
  name: () => string | undefined
}

/**
 * The line among the actions of one object that leads to what keeps it waiting, for who may; the
 * command palette has it too.
 */
export function useWhyAction({ run, name }: WhyInput) {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  usePaletteActions({
    'performance.why': {
      run,
      blockedBecause: () => (name() === undefined ? t('slow.action.needsOne') : undefined),
      detail: name,
    },
  })
  return () => {
    if (!session.can('counter.read')) return []
    const words = { label: t('slow.action'), detail: t('slow.action.detail') }
    return [{ key: 'why', ...words, icon: mdiSpeedometerSlow, busy: false, run }]
  }
}
