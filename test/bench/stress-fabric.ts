import { startAverages } from '../../core/inventory/averages.ts'
import { FabricBuilder } from '../../core/inventory/builder.ts'
import { enterpriseXlPlan } from '../../core/inventory/enterprise-plan.ts'
import { buildEnterprise } from '../../core/inventory/enterprise.ts'
import { buildFabric } from '../../core/inventory/index.ts'
import { newSimulation } from '../../core/new-simulation.ts'
import type { Simulation } from '../../core/engine/simulation.ts'
import type { FabricKind } from '../../shared/domain/index.ts'

/** The sizes that are measured; the largest is no fabric of the first run. */
export const sizes: readonly { readonly vms: number; readonly hosts: number }[] = [
  { vms: 260, hosts: 6 },
  { vms: 8000, hosts: 400 },
  { vms: 25000, hosts: 1000 },
  { vms: 45000, hosts: 2500 },
]

const kinds: Readonly<Record<number, FabricKind>> = {
  260: 'poc-lab',
  8000: 'enterprise',
  25000: 'enterprise-xl',
}

/** A simulation with so many VMs, with seed 1. */
export function simulationOf(vms: number): Simulation {
  const simulation = newSimulation()
  simulation.plant(1)
  const { world, workload } = simulation
  const kind = kinds[vms]
  if (kind) {
    buildFabric(world, kind, 1, workload)
    return simulation
  }
  const builder = new FabricBuilder(world, workload)
  const sites = Array.from({ length: 25 }, (_, at) => ({
    ...{ region: 'Stress', name: `Site ${at + 1}`, code: `s${at + 1}` },
    ...{ production: [64, 24], test: [12] },
  }))
  buildEnterprise(builder, { ...enterpriseXlPlan, sites, vmsPerHost: 18 }, 1)
  builder.finish()
  startAverages(world, workload)
  return simulation
}
