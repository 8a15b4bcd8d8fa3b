import { defined } from '../engine/assert.ts'
import type { VmRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import { Laboratory, rounded } from './laboratory.ts'
import type { Scenario, ScenarioLine, ScenarioOptions, ScenarioOutcome } from './types.ts'

/** What the two partitions may take of the host, in percent, over the day (seed 002). */
const schedule = [
  { fromHour: 0, mundane: 20, compute: 60 },
  { fromHour: 8, mundane: 60, compute: 20 },
  { fromHour: 18, mundane: 20, compute: 60 },
] as const
const hoursOfDay = 24
const secondsPerHour = 3600
/** One sample of a trace in hexadecimal: both partitions always ask for everything. */
const fullLoad = '64'

/**
 * Seed 002, "Computing Utilities": one partition does the mundane work of a server, another computes
 * with what is left but for a fifth for the hypervisor; at certain hours the parts change, without
 * anything being switched off.
 */
function run({ seed }: ScenarioOptions): ScenarioOutcome {
  const laboratory = new Laboratory('state-agency', seed)
  const { world } = laboratory
  const host = defined([...world.all('host')][0], 'a host')
  // 2008 R2 gives a VM four processors; the partitions are as wide as the host, as the seed has it.
  world.apply(put('host', { ...host, version: '2012-r2' }))
  const [mundane, compute] = partitions(laboratory, host.logicalProcessors)
  const lines: ScenarioLine[] = []
  for (const [at, { fromHour, ...limits }] of schedule.entries()) {
    limit(laboratory, mundane, limits.mundane)
    limit(laboratory, compute, limits.compute)
    const untilHour = schedule[at + 1]?.fromHour ?? hoursOfDay
    laboratory.advance(60)
    const granted = (vm: VmRow) => world.vms.data.grantedPercent[world.get('vm', vm.id).slot]!
    lines.push({
      ...{ fromHour, untilHour },
      ...{ mundaneLimitPercent: limits.mundane, mundanePercent: rounded(granted(mundane)) },
      ...{ computeLimitPercent: limits.compute, computePercent: rounded(granted(compute)) },
      hostPercent: rounded(
        (world.hosts.data.usedPercent[host.slot]! * 100) /
          world.hosts.data.capacityPercent[host.slot]!,
      ),
    })
    laboratory.advance((untilHour - fromHour) * secondsPerHour - 60)
  }
  const computeHours = lines.reduce(
    (sum, line) =>
      sum +
      ((line['computePercent'] as number) / 100) *
        host.logicalProcessors *
        ((line['untilHour'] as number) - (line['fromHour'] as number)),
    0,
  )
  return {
    lines,
    summary: {
      ...{ name: 'partition-schedule', logicalProcessors: host.logicalProcessors },
      ...{ computeProcessorHours: rounded(computeHours), leftForHypervisorPercent: 20 },
      seedSays: '20 % for the mundane, 60 % for the computing partition, changed at certain times',
    },
  }
}

/** Two VMs alone on the host, each as wide as it, both asking for everything. */
function partitions(laboratory: Laboratory, cpuCount: number): [VmRow, VmRow] {
  const { world } = laboratory
  const host = defined([...world.all('host')][0], 'a host')
  const vms = [...world.all('vm')].filter(vm => vm.hostId === host.id)
  const off = { state: 'stopped', startedMs: undefined } as const
  for (const vm of vms) world.apply(put('vm', { ...vm, ...off }))
  const traceId = world.nextId('trace')
  const load = { samplesHex: fullLoad.repeat(12), meanPercent: 100, maxPercent: 100 }
  world.apply(put('trace', { id: traceId, name: 'full load', source: 'scenario', ...load }))
  return [0, 1].map(at => {
    const vm = defined(vms[at], 'a VM')
    const row: VmRow = { ...vm, cpuCount, cpuReservePercent: 0, traceId, state: 'running' }
    world.apply(put('vm', row))
    return row
  }) as [VmRow, VmRow]
}

function limit({ world }: Laboratory, vm: VmRow, percent: number): void {
  world.apply(put('vm', { ...world.get('vm', vm.id), cpuLimitPercent: percent }))
}

export const partitionSchedule: Scenario = {
  name: 'partition-schedule',
  about: 'Two partitions share a server by limits that change with the hour',
  runsDefault: 1,
  run,
}
