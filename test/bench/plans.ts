import { fileURLToPath } from 'node:url'
import { startAverages, startHistory } from '../../core/inventory/averages.ts'
import { FabricBuilder } from '../../core/inventory/builder.ts'
import { bladeNetworks } from '../../core/inventory/networking.ts'
import { buildFabric } from '../../core/inventory/index.ts'
import type { Simulation } from '../../core/engine/simulation.ts'
import { newSimulation } from '../../core/new-simulation.ts'
import { bestAnswer, bestGap, bestQuestion, draftBest, planners } from '../../core/plans/index.ts'
import { solveHere } from '../../host/solver/solve.ts'
import { Refusal } from '../../shared/refusals/index.ts'
import { workloadProfiles, type ClusterId, type VolumeId } from '../../shared/domain/index.ts'
import { quantile, remark, report } from './report.ts'

/** An uneven cluster: every fourth of its hosts is full. */
interface Size {
  readonly hosts: number
  readonly memoryMib: number
  /** VMs of a full host and of each other. */
  readonly full: number
  readonly other: number
}
const large: Size = { hosts: 64, memoryMib: 524288, full: 170, other: 110 }
const small: Size = { hosts: 16, memoryMib: 65536, full: 23, other: 14 }
const runs = 5
/** What the solver may take of the ten seconds that the whole may. */
const solverSeconds = 6

function nameOf(plan: string, { hosts, full, other }: Size): string {
  return `${plan}-${hosts}-hosts-${(hosts / 4) * (full + 3 * other)}-vms`
}

/**
 * How long plans take: one that balances 64 hosts and 8,000 VMs move by move, and the best one that
 * a solver finds of 16 hosts and 260 VMs, with what it may still be away from the least.
 */
export async function benchPlans(): Promise<void> {
  benchBalance()
  await benchBest()
}

function benchBalance(): void {
  const { simulation, clusterId } = unevenCluster(large)
  const samples: number[] = []
  let moves = 0
  for (let run = 0; run < runs; run++) {
    const began = performance.now()
    const draft = planners.balance(simulation.world, { scopeId: clusterId })
    samples.push(performance.now() - began)
    if (!(draft instanceof Refusal)) moves = draft.steps.length
  }
  report({ name: nameOf('balancing-plan', large), value: quantile(samples, 0.5), unit: 'ms' })
  remark(`  of ${moves} moves`)
}

/** From the question to the plan with its moves in an order that works, the solver in between. */
async function benchBest(): Promise<void> {
  const { simulation, clusterId } = unevenCluster(small)
  const { world } = simulation
  const began = performance.now()
  const question = bestQuestion(world, clusterId, 'balance')
  if (question instanceof Refusal) throw new Error(question.text)
  const program = fileURLToPath(import.meta.url)
  const solution = await solveHere(program, question.model, { timeS: solverSeconds, gap: bestGap })
  const answer = bestAnswer(question, solution)
  const draft = draftBest(world, { clusterId, ...answer })
  const value = (performance.now() - began) / 1000
  report({ name: nameOf('best-plan', small), value, unit: 's', budget: '10 s' })
  const { nowPoints, fastPoints, bestPoints, boundPoints } = answer.solved
  const points = [nowPoints, fastPoints, bestPoints, boundPoints].map(one => one.toFixed(2))
  remark(`  of ${draft.steps.length} moves; now, fast, best, bound: ${points.join(', ')} points`)
  const gap = bestPoints > 0 ? (100 * (bestPoints - boundPoints)) / bestPoints : 0
  report({ name: 'best-plan-gap', value: gap, unit: '%' })
}

function unevenCluster(size: Size): { simulation: Simulation; clusterId: ClusterId } {
  const simulation = newSimulation()
  simulation.plant(1)
  const { world, workload } = simulation
  buildFabric(world, 'empty', 1, workload)
  const builder = new FabricBuilder(world, workload)
  const groupId = builder.hostGroup('Large', 'hostgroup-1')
  const clusterId = builder.cluster('large', groupId, '2012-r2', bladeNetworks(10000))
  const volumeIds = arrays(builder)
  let made = 0
  for (let at = 0; at < size.hosts; at++) {
    const hostId = builder.host({
      ...{ name: `node-${at}`, hostGroupId: groupId, clusterId, volumeIds, version: '2012-r2' },
      ...{ model: 'Rack server', cpuMhz: 2500, parentMib: 2048, logicalProcessors: 64 },
      networks: [{ name: 'Servers', vlan: 1 }],
      ...{ memoryMib: size.memoryMib, networkMbps: 10000 },
    })
    const count = at % 4 === 0 ? size.full : size.other
    for (let more = 0; more < count; more++) {
      const number = ++made
      builder.vm({
        ...{ name: `vm-${number}`, hostId, volumeId: volumeIds[number % volumeIds.length]! },
        ...{ state: 'running', cpuCount: 1 + (number % 4), memoryMib: 1024 * (1 + (number % 3)) },
        ...{ operatingSystem: 'Windows Server 2012 R2', diskGib: 20, usedGib: 10 },
        ...{ format: 'dynamic', workload: workloadProfiles[number % workloadProfiles.length]! },
        ...{ network: 'Servers', highlyAvailable: true, description: '', tags: [] },
        ...{ quotaPoints: 1, ageDays: 30, upDays: 3 },
      })
    }
  }
  builder.finish()
  startAverages(world, workload)
  startHistory(world, workload)
  simulation.advanceTo(world.nowMs + 1000)
  return { simulation, clusterId }
}

function arrays(builder: FabricBuilder): VolumeId[] {
  return Array.from({ length: 8 }, (_, at) => {
    const arrayId = builder.array({
      ...{ name: `array-${at}`, model: 'Array', linkKind: 'fibre-channel', linkGbps: 16 },
      ...{ ports: ['A0', 'B0'], activePorts: 2, readHitRate: 0.5, coalescedShare: 0.5 },
    })
    const name = `array-${at} group`
    const disks = { diskKind: 'flash', disks: 24, diskGib: 1800 } as const
    const poolId = builder.pool({ arrayId, name, raid: 'raid-10', ...disks })
    const volume = { name: `Volume${at}`, poolId, capacityGib: 16000 } as const
    return builder.volume({ ...volume, fileSystem: 'csv', kind: 'csv' })
  })
}
