import { mdiSpeedometerSlow } from '@mdi/js'
import { useI18n } from 'vue-i18n'
import { useSession } from '../../session/index.ts'

/** The line among the actions of one object that leads to what keeps it waiting, for who may. */
export function useWhyAction(run: () => void) {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  return () => {
    if (!session.can('counter.read')) return []
    const words = { label: t('slow.action'), detail: t('slow.action.detail') }
    return [{ key: 'why', ...words, icon: mdiSpeedometerSlow, busy: false, run }]
  }
}
