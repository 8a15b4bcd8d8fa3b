import type { VmId } from '../../shared/domain/index.ts'
import { byIdNumber } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { hostsBelow } from '../placement/index.ts'
import type { Destination } from '../processes/transfer/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'
import { vmRefusal } from './targets.ts'

/** Hosts that the self-service role of a VM reaches, in the order of their ids. */
export function hostsOfRole(world: World, { roleId }: VmRow): HostRow[] {
  const groups = world.find('role', roleId)?.scope.hostGroupIds ?? []
  const ids = new Set(
    groups.flatMap(id => (world.find('hostgroup', id) ? hostsBelow(world, id) : [])),
  )
  return [...ids].sort(byIdNumber).map(id => world.get('host', id))
}

/** Why a restart cannot do what the command would refuse: the caller's rights to VM and target. */
export function transferRightRefusal(
  context: HandlerContext,
  vmId: VmId,
  to: Destination,
): Refusal | undefined {
  const isLibrary = to.kind === 'share' || context.world.find('vm', vmId)?.stored !== undefined
  const privilege = isLibrary ? 'vm.store' : 'vm.migrate'
  const refusal = vmRefusal(context, privilege, vmId, () => undefined)
  if (refusal || to.kind === 'share') return refusal
  const { world, access, caller } = context
  const isSeen = access.scope(caller, 'vm.migrate').covers(to.hostId)
  // Who sees no host deploys to those of the VM's role.
  const isOfRole = hostsOfRole(world, world.get('vm', vmId)).some(host => host.id === to.hostId)
  const mayGo = isSeen || (isLibrary && isOfRole)
  return mayGo ? undefined : refuse('not-found', { kind: 'host', id: to.hostId })
}
