import type { StorageStep } from '../../shared/contract/index.ts'
import { defined } from '../engine/assert.ts'
import { storageChangeName } from '../processes/storage-change/index.ts'
import type { JobRow, VolumeRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import { Laboratory, rounded } from './laboratory.ts'
import type { Scenario, ScenarioLine, ScenarioOptions, ScenarioOutcome } from './types.ts'

type Way = 'grow the LUN' | 'add a LUN'
type Load = 'running' | 'booting'

/** What is added to the volume, and how long both runs are watched from the beginning of it. */
const addedGib = 200
const watchS = 120
/** A group with room to grow: disks of 450 GB (10^9) in place of the lab's 300. */
const largerDiskGib = 419.1

/** The lab with its VMs at work, or with all of them at their boot. */
function lab(seed: number, load: Load): Laboratory {
  const laboratory = new Laboratory('poc-lab', seed)
  const { world } = laboratory
  const pool = defined([...world.all('pool')][0], 'a RAID group')
  world.apply(put('pool', { ...pool, diskGib: largerDiskGib }))
  if (load === 'running') {
    laboratory.advance(1800)
    return laboratory
  }
  const vms = [...world.all('vm')]
  for (const vm of vms) {
    const off = { state: 'stopped', startedMs: undefined, guestServices: false } as const
    world.apply(put('vm', { ...vm, ...off }))
  }
  laboratory.advance(60)
  for (const vm of vms) {
    laboratory.submit({
      ...{ name: 'job.vm.start', process: 'power' },
      parameters: { action: 'start', from: 'stopped' },
      ...{ targetId: vm.id, targetName: vm.name },
    })
  }
  laboratory.advance(60)
  return laboratory
}

function stepsOf(laboratory: Laboratory, volume: VolumeRow, way: Way): StorageStep[] {
  const { world } = laboratory
  const lun = world.get('lun', volume.lunIds[0]!)
  if (way === 'grow the LUN') {
    return [{ kind: 'grow-lun', lunId: lun.id, sizeGib: lun.sizeGib + addedGib }]
  }
  const made = { kind: 'create-lun', poolId: lun.poolId, name: 'LUN added' } as const
  return [
    { ...made, sizeGib: addedGib, isThin: false },
    { kind: 'add-lun', volumeId: volume.id, lunId: 'step-1' },
  ]
}

/** The volume grows in one run and not in the other; everything else is the same. */
function compare(seed: number, load: Load, way: Way): ScenarioLine {
  const [laboratory, paired] = [lab(seed, load), lab(seed, load)]
  const { world } = laboratory
  const volume = defined([...world.all('volume')][0], 'a volume')
  const steps = stepsOf(laboratory, volume, way)
  const jobId = laboratory.submit({
    ...{ name: 'job.storage.change', process: storageChangeName, parameters: { steps } },
    ...{ targetId: volume.id, targetName: volume.name },
  })
  let [latency, without] = [0, 0]
  for (let second = 0; second < watchS; second++) {
    laboratory.advance(1)
    paired.advance(1)
    latency += world.volumes.data.latencyMs[volume.slot]! / watchS
    without += paired.world.volumes.data.latencyMs[volume.slot]! / watchS
  }
  const job: JobRow = defined(laboratory.finish([jobId])[0], 'the job')
  if (job.status !== 'completed') throw new Error(job.failure?.text ?? job.status)
  return {
    ...{ vms: load, way, addedGib },
    durationS: rounded(((job.endedMs ?? 0) - job.startedMs) / 1000),
    latencyWithoutMs: rounded(without),
    latencyMs: rounded(latency),
    changePercent: rounded((latency / without - 1) * 100),
  }
}

/** The volume of 260 VMs grows while they run and while they boot (seed 000, test 2). */
function run({ seed }: ScenarioOptions): ScenarioOutcome {
  const loads: Load[] = ['running', 'booting']
  const ways: Way[] = ['grow the LUN', 'add a LUN']
  const lines = loads.flatMap(load => ways.map(way => compare(seed, load, way)))
  const changes = lines.map(line => Math.abs(line['changePercent'] as number))
  return {
    lines,
    summary: {
      ...{ name: 'expand-under-load', vms: 260, addedGib },
      largestChangePercent: Math.max(...changes),
      labChangePercent: 0,
      seedSays: 'I/O performance was not noticeably affected',
    },
  }
}

export const expandUnderLoad: Scenario = {
  name: 'expand-under-load',
  about: 'The volume grows while 260 VMs run and boot, beside a run without it',
  explanation: [
    'An expansion writes tens of entries of metadata (physics 2.3), which queue with the requests of the VMs.',
    'Each line is held against a run of the same seed without the expansion.',
    'The group gets larger disks than the lab’s, so that it has room to grow; they are as fast.',
  ],
  runsDefault: 1,
  run,
}
