import type { FabricKind } from '../../shared/domain/index.ts'
import { buildFabric } from '../../core/inventory/index.ts'
import { newSimulation } from '../../core/new-simulation.ts'
import { bareLoop } from './bare-loop.ts'
import { quantile, report } from './report.ts'

/** Milliseconds of one simulated second, beside the bare loop at the same size in the same run. */
export function benchSteps(): void {
  const sizes: [FabricKind, number, number][] = [
    ['poc-lab', 6, 260],
    ['enterprise', 400, 8000],
    ['enterprise-xl', 1000, 25000],
  ]
  for (const [kind, hosts, vms] of sizes) {
    const simulation = newSimulation()
    simulation.plant(1)
    buildFabric(simulation.world, kind, 1, simulation.workload)
    simulation.advanceTo(simulation.world.nowMs + 300_000)
    const bare = bareLoop(hosts, vms)
    const samples: number[] = []
    for (let step = 0; step < 1500; step++) {
      const began = performance.now()
      simulation.advanceTo(simulation.world.nowMs + 1000)
      samples.push(performance.now() - began)
    }
    const value = quantile(samples, 0.5)
    const budget = vms === 25000 ? '0.5 ms, 2.5 times the bare loop' : undefined
    const ratio = value / bare.ms
    report({ name: `step-${vms}`, value, unit: 'ms', ratio, against: bare.against, budget })
  }
}
