import type { SnapshotKind } from '../../shared/domain/index.ts'
import { snapshotKinds } from '../../shared/domain/index.ts'
import { defined } from '../engine/assert.ts'
import { snapshotGib } from '../storage/index.ts'
import type { SnapshotRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import { Laboratory, rounded } from './laboratory.ts'
import type { Scenario, ScenarioLine, ScenarioOptions, ScenarioOutcome } from './types.ts'

/** Points of the curve: the share of writes that go to a block for the first time. */
const shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
const settleS = 30
const watchS = 60
/** A change of latency that nobody would notice in a lab (ours). */
const unnoticedPercent = 5

/** Mean latency with 260 VMs running, with a snapshot of a kind at a share of first writes. */
function latencyAt(seed: number, kind: SnapshotKind | undefined, share: number) {
  const laboratory = new Laboratory('poc-lab', seed)
  const { world } = laboratory
  const volume = defined([...world.all('volume')][0], 'a volume')
  const host = defined([...world.all('host')][0], 'a host')
  laboratory.advance(1800)
  let snapshot: SnapshotRow | undefined
  if (kind) {
    snapshot = {
      ...{ id: world.nextId('snapshot'), slot: world.snapshots.take(), name: 'under load' },
      ...{ volumeId: volume.id, kind, hostId: host.id, createdMs: world.nowMs },
      coveredGib: volume.usedGib,
    }
    world.apply(put('snapshot', snapshot))
    world.snapshots.data.freshShare[snapshot.slot] = share
  }
  laboratory.advance(settleS)
  const latencyMs = laboratory.meanOver(watchS, () => world.volumes.data.latencyMs[volume.slot]!)
  return { latencyMs, takenGib: snapshot ? snapshotGib(world, snapshot) : 0 }
}

/**
 * A snapshot of the volume with 260 VMs running, each point against a paired run without one: what
 * it costs follows from the share of first writes and from its kind (physics 2.3).
 */
function run({ seed }: ScenarioOptions): ScenarioOutcome {
  const without = latencyAt(seed, undefined, 0).latencyMs
  const unnoticed: Record<SnapshotKind, number> = { 'copy-on-write': 0, 'redirect-on-write': 0 }
  const lines: ScenarioLine[] = []
  for (const kind of snapshotKinds) {
    for (const share of shares) {
      const { latencyMs } = latencyAt(seed, kind, share)
      const changePercent = rounded((latencyMs / without - 1) * 100)
      if (changePercent <= unnoticedPercent) unnoticed[kind] = share
      lines.push({
        ...{ kind, firstWritePercent: share * 100 },
        ...{ latencyMs: rounded(latencyMs), changePercent },
      })
    }
  }
  return {
    lines,
    summary: {
      ...{ name: 'snapshot-under-load', vms: 260, latencyWithoutMs: rounded(without) },
      copyUnnoticedToPercent: unnoticed['copy-on-write'] * 100,
      redirectUnnoticedToPercent: unnoticed['redirect-on-write'] * 100,
      unnoticedPercent,
      labChangePercent: 0,
      seedSays: 'no effect on system performance',
    },
  }
}

export const snapshotUnderLoad: Scenario = {
  name: 'snapshot-under-load',
  about: 'A snapshot with 260 VMs running: its cost by kind and share of first writes',
  runsDefault: 1,
  run,
}
