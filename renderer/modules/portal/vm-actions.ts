import {
  mdiArchiveArrowDownOutline,
  mdiArchiveArrowUpOutline,
  mdiDeleteOutline,
  mdiDeleteRestore,
  mdiMoonWaxingCrescent,
  mdiPause,
  mdiPlay,
  mdiPlayPause,
  mdiPower,
  mdiPowerPlugOffOutline,
  mdiRestart,
  mdiTrayRemove,
} from '@mdi/js'
import type { ActionState } from '../../../shared/contract/index.ts'
import { busyVmStates, powerOutcome, type VmState } from '../../../shared/domain/index.ts'

/** What the portal offers on a VM, in the order in which it is offered. */
export const portalOperations = [
  'vm.start',
  'vm.shutDown',
  'vm.resume',
  'vm.pause',
  'vm.saveState',
  'vm.reset',
  'vm.turnOff',
  'vm.discardSavedState',
  'vm.store',
  'vm.deploy',
  'vm.delete',
  'vm.restore',
] as const
export type PortalOperation = (typeof portalOperations)[number]

export const operationIcons: Readonly<Record<PortalOperation, string>> = {
  'vm.start': mdiPlay,
  'vm.shutDown': mdiPower,
  'vm.resume': mdiPlayPause,
  'vm.pause': mdiPause,
  'vm.saveState': mdiMoonWaxingCrescent,
  'vm.reset': mdiRestart,
  'vm.turnOff': mdiPowerPlugOffOutline,
  'vm.discardSavedState': mdiTrayRemove,
  'vm.store': mdiArchiveArrowDownOutline,
  'vm.deploy': mdiArchiveArrowUpOutline,
  'vm.delete': mdiDeleteOutline,
  'vm.restore': mdiDeleteRestore,
}

/** Operations that stand in the row itself while they are possible; the others are in the menu. */
const quick: ReadonlySet<string> = new Set([
  'vm.start',
  'vm.shutDown',
  'vm.resume',
  'vm.pause',
  'vm.saveState',
  'vm.deploy',
  'vm.restore',
])
const quickMax = 3

/** How a person is asked first. */
export type Asking = 'none' | 'plain' | 'danger'

/** What would be lost is asked about in red, what interrupts plainly, the rest not at all. */
export function askingOf(operation: PortalOperation): Asking {
  if (['vm.reset', 'vm.turnOff', 'vm.discardSavedState'].includes(operation)) return 'danger'
  return ['vm.shutDown', 'vm.store', 'vm.delete'].includes(operation) ? 'plain' : 'none'
}

export interface PortalActions {
  quick: PortalOperation[]
  menu: { operation: PortalOperation; state: ActionState }[]
}

/** What decides which actions a VM offers besides the rights; what a busy one is asked waits. */
export interface PortalVm {
  state: VmState
  recycledMs?: number | undefined
}

/** What is in the library can be brought back, and nothing else can; a second store is none. */
function isInPlace(operation: PortalOperation, state: VmState): boolean {
  if (operation === 'vm.deploy') return state === 'stored'
  return operation !== 'vm.store' || state !== 'stored'
}

/**
 * The actions of one VM, from what the core says of it: what is not permitted it does not name;
 * what
 * is not possible now, or would only wait, stands in the menu alone.
 */
export function portalActions(
  states: readonly ActionState[],
  { state: now, recycledMs }: PortalVm,
): PortalActions {
  const isBusy = busyVmStates.has(now)
  const isRecycled = recycledMs !== undefined
  const offered = portalOperations.flatMap(operation => {
    const state = states.find(one => one.operation === operation)
    const belongs = (operation === 'vm.restore') === isRecycled && isInPlace(operation, now)
    // Starting what runs is accepted and does nothing: no offer.
    const isIdle = operation === 'vm.start' && powerOutcome(now, 'start') === 'none'
    return state && belongs && !isIdle ? [{ operation, state }] : []
  })
  const possible = offered.filter(one => one.state.possible > 0)
  return {
    quick: (isBusy ? [] : possible)
      .map(one => one.operation)
      .filter(one => quick.has(one))
      .slice(0, quickMax),
    menu: offered,
  }
}
