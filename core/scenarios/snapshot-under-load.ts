import type { SnapshotKind } from '../../shared/domain/index.ts'
import { defined } from '../engine/assert.ts'
import { snapshotGib } from '../storage/index.ts'
import type { SnapshotRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import { Laboratory, rounded } from './laboratory.ts'
import type {
  Scenario,
  ScenarioChart,
  ScenarioLine,
  ScenarioOptions,
  ScenarioOutcome,
} from './types.ts'

/** Points of the curve: the share of writes that go to a block for the first time. */
const shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
const settleS = 30
const watchS = 60
/** A change of latency that nobody would notice in a lab (ours). */
const unnoticedPercent = 5

/** The lab saw no effect and names no share: its point lies where a curve still meets its line. */
const chart: ScenarioChart = {
  kind: 'line',
  x: { field: 'firstWritePercent', name: 'First writes', unit: '%' },
  series: [
    { field: 'copyLatencyMs', name: 'Copy-on-write', unit: 'ms' },
    { field: 'redirectLatencyMs', name: 'Redirect-on-write', unit: 'ms' },
    { field: 'labLatencyMs', name: 'The lab: no effect', unit: 'ms' },
  ],
}

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
  const changeOf = (latencyMs: number) => rounded((latencyMs / without - 1) * 100)
  let [copyUnnoticed, redirectUnnoticed] = [0, 0]
  const lines = shares.map((share): ScenarioLine => {
    const copyMs = latencyAt(seed, 'copy-on-write', share).latencyMs
    const redirectMs = latencyAt(seed, 'redirect-on-write', share).latencyMs
    if (changeOf(copyMs) <= unnoticedPercent) copyUnnoticed = share
    if (changeOf(redirectMs) <= unnoticedPercent) redirectUnnoticed = share
    return {
      ...{ firstWritePercent: share * 100, copyLatencyMs: rounded(copyMs) },
      ...{ redirectLatencyMs: rounded(redirectMs), labLatencyMs: rounded(without) },
      ...{ copyChangePercent: changeOf(copyMs), redirectChangePercent: changeOf(redirectMs) },
    }
  })
  return {
    lines,
    chart,
    summary: {
      ...{ name: 'snapshot-under-load', vms: 260, latencyWithoutMs: rounded(without) },
      copyUnnoticedToPercent: copyUnnoticed * 100,
      redirectUnnoticedToPercent: redirectUnnoticed * 100,
      unnoticedPercent,
      labChangePercent: 0,
      seedSays: 'no effect on system performance',
    },
  }
}

export const snapshotUnderLoad: Scenario = {
  name: 'snapshot-under-load',
  about: 'A snapshot with 260 VMs running: its cost by kind and share of first writes',
  explanation: [
    'Each point is a run with a snapshot beside one without, from the same seed.',
    'The lab saw no effect and names no share of first writes: its point lies on the flat line, ' +
      'as far to the right as a curve still meets it.',
  ],
  runsDefault: 1,
  run,
}
