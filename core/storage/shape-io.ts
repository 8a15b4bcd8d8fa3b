import type { ClusterId } from '../../shared/domain/index.ts'
import { numberOfId } from '../../shared/domain/index.ts'
import { demandedAt, operationsAt, runCode } from '../world/index.ts'
import type { World } from '../world/index.ts'
import type { Constraint } from './access.ts'
import { constraintsOf } from './access.ts'

/** Size of a guest's request on the wire, as a random request of the physics (2.3). */
export const requestMib = 8 / 1024
const works: ReadonlySet<number> = new Set([runCode.running])

/**
 * Takes back from the totals of this second what guests asked for and do not get: their host is
 * held to a limit, goes through the coordinator, or has lost the volume. Costs nothing where all is
 * well.
 */
export function shapeIo(world: World): void {
  holdGuests(world)
  const constraints = constraintsOf(world)
  world.volumes.data.redirectedIops.fill(0, 0, world.volumes.length)
  if (constraints.length === 0) return
  const redirected = new Map<ClusterId, number>()
  const wanted = constraints.map(constraint => {
    const sum = wantedBy(world, constraint)
    const { clusterId } = world.get('host', constraint.hostId)
    if (constraint.route === 'redirected' && clusterId) {
      redirected.set(clusterId, (redirected.get(clusterId) ?? 0) + sum)
    }
    return sum
  })
  constraints.forEach((constraint, at) => {
    const share = shareOf(world, constraint, wanted[at]!, redirected)
    hold(world, constraint, share)
    if (constraint.route !== 'redirected') return
    const { redirectedIops } = world.volumes.data
    const slot = constraint.volumeSlot
    redirectedIops[slot] = redirectedIops[slot]! + wanted[at]! * share
  })
}

/** Takes back what guests asked for beyond their own limits. */
function holdGuests(world: World): void {
  if (world.index.limitedVms.size === 0) return
  const { volumes, hosts } = world
  const vms = world.vms.data
  for (const id of inOrder(world.index.limitedVms)) {
    const { slot } = world.get('vm', id)
    const disk = vms.volumeSlot[slot]!
    if (!works.has(vms.run[slot]!) || disk < 0) continue
    const percent = vms.grantedPercent[slot]!
    const lost = demandedAt(world, slot, percent) - operationsAt(world, slot, percent)
    const on = vms.hostSlot[slot]!
    volumes.data.iops[disk] = volumes.data.iops[disk]! - lost
    volumes.data.reads[disk] = volumes.data.reads[disk]! - lost * vms.readPart[slot]!
    volumes.data.writes[disk] = volumes.data.writes[disk]! - lost * vms.writePart[slot]!
    hosts.data.iops[on] = hosts.data.iops[on]! - lost
  }
}

/** Ids by their number: sums of floats depend on the order. */
function inOrder<Id extends string>(ids: ReadonlySet<Id>): Id[] {
  return [...ids].sort((a, b) => numberOfId(a) - numberOfId(b))
}

/** The part of what a host's guests ask of a volume that comes through, 0 to 1. */
function shareOf(
  world: World,
  { hostId, route, iopsMax, networkMibPerS }: Constraint,
  wanted: number,
  redirected: ReadonlyMap<ClusterId, number>,
): number {
  if (route === 'none') return 0
  if (wanted === 0) return 1
  const byLimit = iopsMax / wanted
  const { clusterId } = world.get('host', hostId)
  if (route === 'direct' || !clusterId) return Math.min(1, byLimit)
  const network = networkMibPerS / requestMib
  return Math.min(1, byLimit, network / redirected.get(clusterId)!)
}

function wantedBy(world: World, { hostId, volumeSlot }: Constraint): number {
  const vms = world.vms.data
  let sum = 0
  for (const id of inOrder(world.index.vmsByHost.of(hostId))) {
    const { slot } = world.get('vm', id)
    if (vms.volumeSlot[slot] !== volumeSlot || !works.has(vms.run[slot]!)) continue
    vms.ioShare[slot] = 1
    sum += operationsAt(world, slot, vms.grantedPercent[slot]!)
  }
  return sum
}

function hold(world: World, { hostId, volumeSlot }: Constraint, share: number): void {
  const vms = world.vms.data
  const { iops, reads, writes } = world.volumes.data
  const hostSlot = world.get('host', hostId).slot
  const hostIops = world.hosts.data.iops
  for (const id of inOrder(world.index.vmsByHost.of(hostId))) {
    const { slot } = world.get('vm', id)
    if (vms.volumeSlot[slot] !== volumeSlot) continue
    if (works.has(vms.run[slot]!)) {
      const lost = operationsAt(world, slot, vms.grantedPercent[slot]!) * (1 - share)
      iops[volumeSlot] = iops[volumeSlot]! - lost
      reads[volumeSlot] = reads[volumeSlot]! - lost * vms.readPart[slot]!
      writes[volumeSlot] = writes[volumeSlot]! - lost * vms.writePart[slot]!
      hostIops[hostSlot] = hostIops[hostSlot]! - lost
    }
    vms.ioShare[slot] = share
  }
}
