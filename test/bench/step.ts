import { columnSets } from '../../core/engine/simulation.ts'
import { bareLoop } from './bare-loop.ts'
import { quantile, report } from './report.ts'
import { simpyUpdatesPerS } from './simpy.ts'
import { simulationOf, sizes } from './stress-fabric.ts'

const steps = 1500
const warmUpMs = 300_000

/**
 * Milliseconds of one simulated second, beside the bare loop at the same size in the same run, and
 * the bytes that a fabric's columns take.
 */
export function benchSteps(): void {
  const perVm = new Map<number, number>()
  for (const { vms, hosts } of sizes) {
    const simulation = simulationOf(vms)
    simulation.advanceTo(simulation.world.nowMs + warmUpMs)
    const bare = bareLoop(hosts, vms)
    const samples: number[] = []
    for (let step = 0; step < steps; step++) {
      const began = performance.now()
      simulation.advanceTo(simulation.world.nowMs + 1000)
      samples.push(performance.now() - began)
    }
    const value = quantile(samples, 0.5)
    perVm.set(vms, value / vms)
    const budget = vms === 25000 ? '0.5 ms, 2.5 times the bare loop' : undefined
    const ratio = value / bare.ms
    report({ name: `step-${vms}`, value, unit: 'ms', ratio, against: bare.against, budget })
    const bytes = columnSets(simulation.world).flatMap(set => set.dump())
    const sum = bytes.reduce((total, column) => total + column.bytes.length, 0)
    const limit = '400 bytes a VM'
    report({ name: `columns-${vms}`, value: sum / vms, unit: 'bytes/VM', budget: limit })
    if (vms === 25000) benchUpdates(value, hosts)
  }
  const ratio = perVm.get(45000)! / perVm.get(25000)!
  const about = { against: 'the time a VM at 25,000', budget: 'at most 1.3 times' }
  report({ name: 'step-per-vm-45000', value: perVm.get(45000)! * 1e6, unit: 'ns', ratio, ...about })
}

/** VM updates a second beside a simulator with one process a VM. */
function benchUpdates(stepMs: number, hosts: number): void {
  const value = 25000 / (stepMs / 1000)
  const rival = simpyUpdatesPerS(hosts, 25000)
  const against = rival === undefined ? undefined : 'SimPy with one process a VM'
  report({
    name: 'vm-updates-25000',
    ...{ value, unit: 'updates/s', budget: '100 times SimPy' },
    ...(rival === undefined ? {} : { ratio: value / rival, against }),
  })
}
