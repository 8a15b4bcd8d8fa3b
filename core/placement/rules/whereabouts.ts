import type { HostId, VmId } from '../../../shared/domain/index.ts'
import type { VmRow, World } from '../../world/index.ts'
import { runCode } from '../../world/index.ts'

/**
 * The hosts that a VM counts on for rules: one, none, or while it moves its old and its new one.
 */
export type Whereabouts = (vm: VmRow) => readonly HostId[]

/**
 * Where VMs are: not those in the library or the recycle bin, nor those that were lost with their
 * node and have not come up elsewhere yet. One that is off on a host in maintenance mode holds
 * nobody there.
 */
export function whereaboutsIn(world: World): Whereabouts {
  return vm => {
    if (vm.stored || vm.recycled || vm.state === 'host-not-responding') return []
    const isOff = world.vms.data.run[vm.slot] === runCode.off && vm.state !== 'creating'
    if (isOff && world.get('host', vm.hostId).maintenance) return []
    const goal = goalOf(world, vm)
    return goal === undefined || goal === vm.hostId ? [vm.hostId] : [vm.hostId, goal]
  }
}

/** Only VMs that are not off: what a VM that starts would meet. */
export function whereaboutsOfRunning(world: World): Whereabouts {
  const where = whereaboutsIn(world)
  return vm => (world.vms.data.run[vm.slot] === runCode.off ? [] : where(vm))
}

/** Where VMs will be once some have moved; undefined for one that leaves for nowhere yet. */
export function whereaboutsAfter(
  world: World,
  moved: ReadonlyMap<VmId, HostId | undefined>,
): Whereabouts {
  const where = whereaboutsIn(world)
  return vm => {
    if (!moved.has(vm.id)) return where(vm)
    const goal = moved.get(vm.id)
    return goal === undefined ? [] : [goal]
  }
}

/** The host that an open job moves a VM to. */
function goalOf(world: World, vm: VmRow): HostId | undefined {
  for (const id of world.index.jobsByTarget.of(vm.id)) {
    if (!world.index.openJobs.has(id)) continue
    const { process, parameters } = world.get('job', id)
    if (process !== 'migration' && process !== 'transfer') continue
    const { targetId, to } = parameters as { targetId?: HostId; to?: { hostId?: HostId } }
    const goal = targetId ?? to?.hostId
    if (goal !== undefined && world.find('host', goal)) return goal
  }
  return undefined
}
