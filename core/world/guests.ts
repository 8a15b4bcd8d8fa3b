import { isStruck } from './faults.ts'
import type { VmRow } from './rows.ts'
import type { World } from './world.ts'

/** What a fault makes of a guest: it stopped with an error, stands still, or answers nobody. */
export type GuestCondition = 'normal' | 'crashed' | 'hung' | 'silent'

/** The condition of a guest; that of one that does not run is normal. */
export function guestConditionOf(world: World, vm: Pick<VmRow, 'id' | 'state'>): GuestCondition {
  if (vm.state === 'stopped' || vm.state === 'saved') return 'normal'
  if (isStruck(world, 'guest-crash', vm.id)) return 'crashed'
  if (isStruck(world, 'guest-hang', vm.id)) return 'hung'
  return isStruck(world, 'guest-services-silent', vm.id) ? 'silent' : 'normal'
}

/** Whether integration services answer in the guest now. */
export function guestAnswers(world: World, vm: VmRow): boolean {
  return vm.guestServices && guestConditionOf(world, vm) === 'normal'
}
