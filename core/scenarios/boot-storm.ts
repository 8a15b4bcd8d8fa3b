import { msPerSecond } from '../../shared/domain/index.ts'
import { put } from '../world/index.ts'
import { bootProfile, bootWriteShare } from '../processes/guests.ts'
import { backEndOf, randomIopsOf } from '../storage/index.ts'
import { Laboratory, meanOf, rounded } from './laboratory.ts'
import type { Scenario, ScenarioLine, ScenarioOptions, ScenarioOutcome } from './types.ts'

/** How many have booted, in percent, where a line says after what time. */
const deciles = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]

/** All VMs of the lab are off and start at once: how long, and how near the bound of the disks. */
function storm({ seed }: ScenarioOptions): ScenarioOutcome {
  const laboratory = new Laboratory('poc-lab', seed)
  const { world } = laboratory
  const vms = [...world.all('vm')]
  for (const vm of vms) {
    const off = { state: 'stopped', startedMs: undefined, guestServices: false } as const
    world.apply(put('vm', { ...vm, ...off }))
  }
  laboratory.advance(60)
  const jobIds = vms.map(vm =>
    laboratory.submit({
      ...{ name: 'job.vm.start', process: 'power' },
      parameters: { action: 'start', from: 'stopped' },
      ...{ targetId: vm.id, targetName: vm.name },
    }),
  )
  const jobs = laboratory.finish(jobIds)
  const bootsS = jobs.map(job => ((job.endedMs ?? 0) - (job.startedMs ?? 0)) / msPerSecond)
  const volume = [...world.all('volume')].find(one => one.kind === 'csv')!
  const perOperation = backEndOf(world, volume, bootWriteShare)
  const backEnd = vms.reduce(
    (sum, vm) => sum + bootProfile(vm.operatingSystem).operations * perOperation,
    0,
  )
  const totalS = Math.max(...bootsS)
  const diskIops = randomIopsOf(world, volume)
  const boundS = backEnd / diskIops
  const percentiles = [...bootsS].sort((a, b) => a - b)
  const lines: ScenarioLine[] = deciles.map(bootedPercent => ({
    bootedPercent,
    afterS: rounded(percentiles[Math.ceil((bootedPercent * percentiles.length) / 100) - 1] ?? 0),
  }))
  return {
    lines,
    chart: {
      kind: 'line',
      x: { field: 'afterS', name: 'time', unit: 's' },
      series: [{ field: 'bootedPercent', name: 'booted', unit: '%' }],
    },
    summary: {
      ...{ name: 'boot-storm-260', vms: vms.length },
      ...{ totalS: rounded(totalS), meanBootS: rounded(meanOf(bootsS)) },
      ...{ boundS: rounded(boundS), diskIops: rounded(diskIops) },
      /** Seed 000 gives no figure, only "an appropriate time". */
      seedSays: 'an appropriate time',
    },
  }
}

export const bootStorm: Scenario = {
  name: 'boot-storm-260',
  about: '260 VMs start at once on one LUN of five disks, as in the proof of concept',
  explanation: [
    'A boot is a number of disk operations: 9,000 for XP and Linux (ours), 70,000 for Windows 7.',
    'Nine of ten reads come out of the array’s cache, 70 % of the writes are put together, and a ' +
      'write that is left costs four operations on RAID 5.',
    'The bound is all of these operations over what five disks do: 893 a second.',
    'The white paper of the lab gives no figure, only “an appropriate time”. See docs/physics.md, Boot storm.',
  ],
  runsDefault: 1,
  run: storm,
}
