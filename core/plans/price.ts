import type { PlanEffort } from '../../shared/contract/index.ts'
import { fabricOptions } from '../placement/index.ts'
import type { World } from '../world/index.ts'

/** Time over which a better balance is to earn what its moves cost, and the weight of downtime. */
const horizonS = 1800
const downtimeWeight = 60

/**
 * What a move costs, in points of the imbalance that it lowers (ours): the networks of two hosts
 * are full while it lasts, and the guest that stands still counts sixtyfold; spread over half an
 * hour and over all hosts, by the weight of the network in placement.
 */
export function priceOf(world: World, effort: PlanEffort, hosts: number): number {
  const { cpu, memory, disk, network } = fabricOptions(world).weights
  const weight = network / Math.max(1, cpu + memory + disk + network)
  const busy = (effort.durationS + downtimeWeight * effort.downtimeS) / horizonS
  return busy * 100 * weight * (2 / Math.max(1, hosts))
}
