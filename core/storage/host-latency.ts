import type { HostRow, VolumeRow, World } from '../world/index.ts'
import { accessOf } from './access.ts'
import { requestMib } from './shape-io.ts'

/** Work of the coordinator for a request of another node, and back (ours). */
const coordinatorMs = 0.5
/** The network answers this much of its time at most. */
const networkLoadMax = 0.99

/** Mean time of a request of a host to a volume now; undefined where it does not reach it. */
export function latencyMsOf(world: World, host: HostRow, volume: VolumeRow): number | undefined {
  const { route, networkMibPerS = 0 } = accessOf(world, host, volume)
  if (route === 'none') return undefined
  const direct = world.volumes.data.latencyMs[volume.slot]!
  return route === 'direct' ? direct : direct + redirectionMs(world, host, networkMibPerS)
}

/**
 * What going through the coordinator adds: the network, busy with all of it, and the other node.
 */
function redirectionMs(world: World, host: HostRow, mibPerS: number): number {
  let iops = 0
  for (const volumeId of host.volumeIds) {
    const slot = world.find('volume', volumeId)?.slot
    if (slot !== undefined) iops += world.volumes.data.redirectedIops[slot]!
  }
  const load = Math.min(networkLoadMax, (iops * requestMib) / mibPerS)
  return coordinatorMs + (requestMib * 1000) / mibPerS / (1 - load)
}
