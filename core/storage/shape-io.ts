import type { ClusterId } from '../../shared/domain/index.ts'
import { idsInOrder } from '../../shared/domain/index.ts'
import { demandedAt, operationsAt, runCode, takeBack } from '../world/index.ts'
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
  const held = constraints.map(constraint => {
    const slots = slotsUnder(world, constraint)
    const wanted = wantedBy(world, slots)
    const { clusterId } = world.get('host', constraint.hostId)
    if (constraint.route === 'redirected' && clusterId) {
      redirected.set(clusterId, (redirected.get(clusterId) ?? 0) + wanted)
    }
    return { constraint, slots, wanted }
  })
  for (const { constraint, slots, wanted } of held) {
    const share = shareOf(world, constraint, wanted, redirected)
    hold(world, slots, share)
    if (constraint.route !== 'redirected') continue
    const { redirectedIops } = world.volumes.data
    const slot = constraint.volumeSlot
    redirectedIops[slot] = redirectedIops[slot]! + wanted * share
  }
}

/** Takes back what guests asked for beyond their own limits. */
function holdGuests(world: World): void {
  const vms = world.vms.data
  for (const id of idsInOrder(world.index.limitedVms)) {
    const { slot } = world.get('vm', id)
    if (!works.has(vms.run[slot]!) || vms.volumeSlot[slot]! < 0) continue
    const percent = vms.grantedPercent[slot]!
    takeBack(world, slot, demandedAt(world, slot, percent) - operationsAt(world, slot, percent))
  }
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

/** The VMs of a host on a volume, in the order of their ids: sums of floats depend on it. */
function slotsUnder(world: World, { hostId, volumeSlot }: Constraint): number[] {
  const { volumeSlot: volumeOf } = world.vms.data
  const ids = idsInOrder(world.index.vmsByHost.of(hostId))
  return ids.map(id => world.get('vm', id).slot).filter(slot => volumeOf[slot] === volumeSlot)
}

function wantedBy(world: World, slots: readonly number[]): number {
  const { run, grantedPercent } = world.vms.data
  let sum = 0
  for (const slot of slots) {
    if (works.has(run[slot]!)) sum += operationsAt(world, slot, grantedPercent[slot]!)
  }
  return sum
}

function hold(world: World, slots: readonly number[], share: number): void {
  const { run, grantedPercent, ioShare } = world.vms.data
  for (const slot of slots) {
    ioShare[slot] = share
    if (!works.has(run[slot]!)) continue
    takeBack(world, slot, operationsAt(world, slot, grantedPercent[slot]!) * (1 - share))
  }
}
