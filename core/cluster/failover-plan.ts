import type { HostId, VmId } from '../../shared/domain/index.ts'
import { costMib, limitsOf, numberOfId, processorLimitOf } from '../../shared/domain/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import { groupDiskOf, groupsOn, membersOf, rankOf } from '../hosts/index.ts'
import { freeMib } from '../memory/index.ts'
import { activeRulesOf, isBrokenOn, ruleRefusal, whereaboutsAfter } from '../placement/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { vmsOn } from './lose.ts'

/** Where a VM would start, or why it would stay off. */
export interface PlannedFailover {
  readonly vm: VmRow
  readonly target?: HostRow
  readonly because?: string
}

/** A node with what the VMs before took of it. */
interface Room {
  readonly host: HostRow
  groups: number
  freeMib: number
  running: number
  processors: number
}

/**
 * What would start where if the node failed at this moment: the documented order (facts 6.5) with
 * the room that the VMs before leave. VMs that would give way to a higher priority are not in it.
 */
export function planFailover(simulation: Simulation, host: HostRow): PlannedFailover[] {
  const { world } = simulation
  if (!host.clusterId) return []
  const rooms = membersOf(world, host.clusterId)
    .filter(one => one.id !== host.id && !one.maintenance)
    .map(one => roomOf(world, one))
  const disks = new Map<string, HostId>()
  const moved = new Map<VmId, HostId | undefined>()
  for (const id of world.index.vmsByHost.of(host.id)) moved.set(id, undefined)
  return vmsOn(simulation, host.id)
    .filter(vm => vm.highlyAvailable && !vm.recycled && vm.state === 'running')
    .sort((a, b) => rankOf(b) - rankOf(a) || numberOfId(a.id) - numberOfId(b.id))
    .map(vm => {
      const planned = place(world, vm, rooms, { disks, moved })
      moved.set(vm.id, planned.target?.id)
      return planned
    })
}

/** Where the VMs before go, and the disks of one owner with them. */
interface Decided {
  readonly disks: Map<string, HostId>
  readonly moved: Map<VmId, HostId | undefined>
}

function roomOf(world: World, host: HostRow): Room {
  const { runningVms, virtualProcessors } = world.hosts.data
  return {
    host,
    groups: groupsOn(world, host.id),
    freeMib: freeMib(world, host),
    running: runningVms[host.slot]!,
    processors: virtualProcessors[host.slot]!,
  }
}

function place(
  world: World,
  vm: VmRow,
  rooms: readonly Room[],
  { disks, moved }: Decided,
): PlannedFailover {
  const preferred = vm.preferredOwnerIds ?? []
  const order = ({ host }: Room) => {
    const at = preferred.indexOf(host.id)
    return at < 0 ? preferred.length : at
  }
  const where = whereaboutsAfter(world, moved)
  const shoulds = activeRulesOf(world, vm, where).filter(rule => rule.strength === 'should')
  const broken = ({ host }: Room) => shoulds.filter(rule => isBrokenOn(rule, host.slot)).length
  const disk = groupDiskOf(world, vm)
  const ownerId = disk && disks.get(disk.id)
  const able = rooms
    .filter(({ host }) => vm.possibleOwnerIds?.includes(host.id) ?? true)
    .filter(({ host }) => vm.disks.every(one => host.volumeIds.includes(one.volumeId)))
    .filter(({ host }) => ownerId === undefined || host.id === ownerId)
    .filter(({ host }) => !ruleRefusal(world, vm, host, where))
    .sort(
      (a, b) =>
        broken(a) - broken(b) ||
        order(a) - order(b) ||
        a.groups - b.groups ||
        numberOfId(a.host.id) - numberOfId(b.host.id),
    )
  if (able.length === 0) return { vm, because: 'No other node may own it.' }
  const needed = costMib(vm.memoryMib)
  const lacks = able.map(room => lackOf(room, vm, needed))
  const at = lacks.indexOf(undefined)
  if (at < 0) return { vm, because: `${[...new Set(lacks)].join('; ')}.` }
  const room = able[at]!
  room.groups += disk && ownerId !== undefined ? 0 : 1
  room.freeMib -= needed
  room.running += 1
  room.processors += vm.cpuCount
  if (disk) disks.set(disk.id, room.host.id)
  return { vm, target: room.host }
}

/** Which resource of a node does not suffice. */
function lackOf(room: Room, vm: VmRow, neededMib: number): string | undefined {
  const { host } = room
  const limits = limitsOf(host)
  if (neededMib > room.freeMib) return `Memory lacks on ${host.name}`
  if (room.running >= limits.runningVmsPerHost) return `${host.name} runs as many VMs as it may`
  return room.processors + vm.cpuCount > processorLimitOf(host).limit
    ? `${host.name} bears no more virtual processors`
    : undefined
}
