import type { GuestHeartbeat, IntegrationService } from '../../shared/domain/index.ts'
import { integrationServices } from '../../shared/domain/index.ts'
import type { VmRow, World } from '../world/index.ts'
import { guestAnswers } from '../world/index.ts'

type Offered = Pick<VmRow, 'servicesOff'>

/** The integration services that a VM is offered, in the order of their list. */
export function servicesOf({ servicesOff = [] }: Offered): readonly IntegrationService[] {
  return integrationServices.filter(one => !servicesOff.includes(one))
}

/** Those that are off where these are offered; undefined where none is. */
export function servicesOffOf(
  offered: readonly IntegrationService[],
): readonly IntegrationService[] | undefined {
  const off = integrationServices.filter(one => !offered.includes(one))
  return off.length > 0 ? off : undefined
}

export function offers({ servicesOff }: Offered, service: IntegrationService): boolean {
  return !servicesOff?.includes(service)
}

/** What a VM's host hears of the heartbeat of its guest now. */
export function heartbeatOf(world: World, vm: VmRow): GuestHeartbeat {
  if (!offers(vm, 'heartbeat')) return 'off'
  if (vm.state !== 'running' && vm.state !== 'migrating') return 'none'
  return guestAnswers(world, vm) ? 'ok' : 'lost'
}

/**
 * Whether the guest brings its writers to rest for a snapshot: the backup service has to answer,
 * and dynamic disks in the guest cannot be backed up so (seed 003). A VM that does not run has no
 * writers.
 */
export function comesToRest(world: World, vm: VmRow): boolean {
  if (vm.state === 'stopped' || vm.state === 'saved') return true
  return offers(vm, 'backup') && guestAnswers(world, vm) && vm.guest?.diskKind !== 'dynamic'
}
