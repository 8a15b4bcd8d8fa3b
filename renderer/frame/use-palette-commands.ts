import { mdiLightningBoltOutline } from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Privilege } from '../../shared/rights/index.ts'
import { operations, useSession, type OperationInfo, type OperationName } from '../session/index.ts'
import { paletteAction, paletteActionSoon, type Runnable } from './palette-actions.ts'

/** Pages that carry an operation out, wherever one stands; some do it when they are told to. */
const pagesOfOperations: Readonly<Record<string, { path: string; runsThere?: true }>> = {
  'vm.create': { path: '/vms/new' },
  'role.create': { path: '/admin/roles/new' },
  'template.create': { path: '/library/templates/new' },
  'trace.import': { path: '/admin/traces?action=import' },
  'user.create': { path: '/admin/users', runsThere: true },
  'fault.inject': { path: '/drill' },
  'fault.endAll': { path: '/drill', runsThere: true },
  'hostGroup.create': { path: '/hosts', runsThere: true },
  'collector.create': { path: '/performance/sets', runsThere: true },
  'plan.propose': { path: '/plans', runsThere: true },
}

/** The operations that the contract marks for the palette, within the rights. */
export function usePaletteCommands(): ComputedRef<Runnable[]> {
  const { t, te } = useI18n({ useScope: 'global' })
  const session = useSession()
  const router = useRouter()

  function actionItem({ name, meta, summary }: OperationInfo): Runnable {
    const registered = paletteAction(name)
    const page = pagesOfOperations[name]
    const key = meta.palette ?? ''
    const isKnown = registered !== undefined || page !== undefined
    return {
      key: `do:${name}`,
      label: te(key) ? t(key) : summary,
      detail: registered?.detail?.() ?? meta.cmdlet,
      icon: mdiLightningBoltOutline,
      blockedBecause: isKnown ? registered?.blockedBecause?.() : t('frame.palette.elsewhere'),
      run: () => (registered ? registered.run() : page && void openAndRun(name, page)),
    }
  }

  async function openAndRun(
    name: OperationName,
    page: { path: string; runsThere?: true },
  ): Promise<void> {
    await router.push(page.path)
    if (page.runsThere) (await paletteActionSoon(name))?.run()
  }

  return computed(() =>
    operations
      .filter(one => one.meta.palette && isHeld(one, session.can))
      .map(one => actionItem(one)),
  )
}

function isHeld({ meta }: OperationInfo, can: (privilege: Privilege) => boolean): boolean {
  const { privilege } = meta
  return privilege === 'public' || privilege === 'signed-in' || can(privilege)
}
