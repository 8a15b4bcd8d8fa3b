import { mibPerGib } from '../../../shared/domain/index.ts'
import type { ClusterReserve } from './cluster-reserve.ts'
import { survives } from './verdict.ts'

/** What would let an over-committed cluster survive its reserve: each line was tried. */
export function curesOf(reserve: ClusterReserve): string[] {
  if (reserve.ok) return []
  return [lowered(reserve), ...fewerVms(reserve), ...moreMemory(reserve), ...anotherNode(reserve)]
}

function lowered({ survives: most }: ClusterReserve): string {
  return most === 0
    ? 'Lower the cluster reserve to 0: it survives no failure now.'
    : `Lower the cluster reserve to ${most}: so many failures it survives.`
}

/** The fewest of the largest VMs of the failing nodes that would have to go. */
function fewerVms({ state, failing, reserveNodes, method }: ClusterReserve): string[] {
  const places = failing.map(one => state.placeOf(one.id))
  const vms = places
    .flatMap(at => state.sizesOf(at).map(sizeMib => ({ at, sizeMib })))
    .sort((a, b) => b.sizeMib - a.sizeMib || a.at - b.at)
  const left = state.copy()
  let goneMib = 0
  for (const [index, { at, sizeMib }] of vms.entries()) {
    left.take(at, { sizeMib, highlyAvailable: true })
    goneMib += sizeMib
    if (!survives(left, { reserveNodes, method })) continue
    const names = failing.map(one => one.name).join(', ')
    const count = index === 0 ? 'the largest VM' : `the ${index + 1} largest VMs`
    return [`Take ${count} of ${names} out of the cluster, ${gb(goneMib)} with their buffer.`]
  }
  return []
}

/** The least memory, to a gigabyte, that every node would need more. */
function moreMemory({ state, reserveNodes, method }: ClusterReserve): string[] {
  const enough = (gib: number) => {
    return survives(state.copy({ moreMib: gib * mibPerGib }), { reserveNodes, method })
  }
  let [tooLittle, most] = [0, 1]
  while (!enough(most) && most < 1024) most *= 2
  if (!enough(most)) return []
  while (most - tooLittle > 1) {
    const middle = Math.floor((tooLittle + most) / 2)
    if (enough(middle)) most = middle
    else tooLittle = middle
  }
  return [`Give each node ${most} GB of memory more.`]
}

/** Whether one more node without VMs, as large as the largest, would do. */
function anotherNode({ state, reserveNodes, method }: ClusterReserve): string[] {
  const usableMib = state.nodes.reduce((most, node) => Math.max(most, node.usableMib), 0)
  const node = { hostId: 'host-0' as const, name: '', usableMib, othersMib: 0, sizesMib: [] }
  for (let count = 1; count <= 3; count++) {
    const more = Array.from({ length: count }, () => node)
    if (!survives(state.copy({ more }), { reserveNodes, method })) continue
    const which = count === 1 ? 'one node' : `${count} nodes`
    return [`Add ${which} with ${gb(usableMib)} for VMs.`]
  }
  return []
}

function gb(mib: number): string {
  return `${Math.ceil((mib * 10) / mibPerGib) / 10} GB`
}
