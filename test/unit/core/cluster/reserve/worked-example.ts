import type { ReserveHost } from '../../../../../core/cluster/reserve/index.ts'
import { ReserveState } from '../../../../../core/cluster/reserve/index.ts'

const gib = 1024

/** A node of a test, every size in GB. */
export function node(
  name: string,
  usableGib: number,
  sizesGib: readonly number[],
  othersGib = 0,
): ReserveHost {
  return {
    ...{ hostId: `host-${name.charCodeAt(0) - 64}` as const, name },
    usableMib: usableGib * gib,
    othersMib: othersGib * gib,
    sizesMib: sizesGib.map(size => size * gib),
  }
}

/** Four hosts of 32 GB with 9 GB of reserve, the buffer ignored (facts 1.8). */
export function workedExample(): ReserveState {
  return new ReserveState([
    node('A', 23, [4, 4]),
    node('B', 23, [4, 4]),
    node('C', 23, [8], 8),
    node('D', 23, [2, 2], 6),
  ])
}
