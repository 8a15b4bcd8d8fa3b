import type { OverviewHealth } from '../../shared/contract/index.ts'
import { arrayUnder, SpaceLedger } from '../storage/index.ts'
import type { VolumeRow, World } from '../world/index.ts'

type VolumeHealth = NonNullable<OverviewHealth['volumes']>

/** From here on the storage workspace warns of a volume too. */
const nearFullPercent = 90
/** From where on a latency is a warning (PAL). */
const slowFromMs = 15

/**
 * How volumes stand: those with little room, the fullest first, and those that are used and slow,
 * the slowest first; an idle one makes nobody wait.
 */
export function volumeHealth(
  world: World,
  volumes: readonly VolumeRow[],
  most: number,
): VolumeHealth {
  const ledger = new SpaceLedger(world)
  const near = volumes
    .map(volume => fullnessOf(world, ledger, volume))
    .filter(({ freeGib, capacityGib }) => freeGib <= capacityGib * (1 - nearFullPercent / 100))
  near.sort((a, b) => a.freeGib / a.capacityGib - b.freeGib / b.capacityGib)
  const { latencyMs, iops } = world.volumes.data
  const slow = volumes.filter(({ slot }) => iops[slot]! > 0 && latencyMs[slot]! >= slowFromMs)
  slow.sort((a, b) => latencyMs[b.slot]! - latencyMs[a.slot]!)
  const slowest = slow.slice(0, most).map(volume => {
    const { id, name, slot } = volume
    return { id, name, within: arrayUnder(world, volume)?.name, latencyMs: latencyMs[slot]! }
  })
  return {
    ...{ count: volumes.length, nearFull: near.length, fromPercent: nearFullPercent },
    fullest: near.slice(0, most),
    ...{ slow: slow.length, slowFromMs, slowest },
  }
}

function fullnessOf(world: World, ledger: SpaceLedger, volume: VolumeRow) {
  const { id, name, capacityGib, usedGib, snapshotGib = 0 } = volume
  const freeGib = ledger.volumeFreeGib(volume)
  const within = arrayUnder(world, volume)?.name
  return { id, name, within, capacityGib, usedGib: usedGib + snapshotGib, freeGib }
}
