import type { GuestScreen, VmState } from '../../../shared/domain/index.ts'
import type { Flows } from '../../engine/flows.ts'
import type { VmRow, World } from '../../world/index.ts'
import { faultsOn } from '../../world/index.ts'
import type { BootProgress } from './boot-phase.ts'
import { bootPhaseOf, doneShareOf } from './boot-phase.ts'

/** Load from which on a guest's screen answers late (ours, as the red band of the charts). */
const busyPercent = 90

/** Screens that follow from the state alone; a state that is not listed shows nothing. */
const screenOfState: Partial<Record<VmState, GuestScreen>> = {
  stopped: 'off',
  saved: 'saved',
  paused: 'paused',
  starting: 'booting',
  stopping: 'shutting-down',
  saving: 'saving',
  restoring: 'restoring',
  running: 'sign-in',
  // The guest goes on working while its memory is copied.
  migrating: 'sign-in',
}

export interface ScreenFacts extends Partial<BootProgress> {
  readonly screen: GuestScreen
  /** Since when the screen stands still, for a guest that hangs or crashed. */
  readonly stillSinceMs?: number
}

/** What a person who connects to the VM would see, with the progress of what is under way. */
export function guestScreenOf(world: World, flows: Flows, vm: VmRow): ScreenFacts {
  const screen = screenOfState[vm.state] ?? 'none'
  if (screen === 'booting' || screen === 'sign-in') {
    const [crash] = faultsOn(world, 'guest-crash', vm.id)
    if (crash) return { screen: 'crashed', stillSinceMs: crash.beginMs }
    const [hang] = faultsOn(world, 'guest-hang', vm.id)
    if (hang) return { screen: 'hung', stillSinceMs: hang.beginMs, ...bootPhaseOf(flows, vm) }
  }
  if (screen === 'booting') return { screen, ...bootPhaseOf(flows, vm) }
  if (screen === 'saving' || screen === 'restoring') {
    return { screen, progressPercent: Math.floor(doneShareOf(flows, vm) * 100) }
  }
  const isBusy = screen === 'sign-in' && world.vms.data.grantedPercent[vm.slot]! > busyPercent
  return { screen: isBusy ? 'busy' : screen }
}
