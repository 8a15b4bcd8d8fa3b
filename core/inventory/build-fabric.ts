import type { FabricKind } from '../../shared/domain/index.ts'
import { fabricTitle } from '../../shared/domain/index.ts'
import type { Workload } from '../workload/index.ts'
import { createWorkload } from '../workload/index.ts'
import type { World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { startAverages, startHistory } from './averages.ts'
import { FabricBuilder } from './builder.ts'
import { buildEnterprise } from './enterprise.ts'
import { enterprisePlan, enterpriseXlPlan } from './enterprise-plan.ts'
import { buildPocLab } from './poc-lab.ts'
import { buildStateAgency } from './state-agency.ts'

/** A fabric with the root of all host groups and one library share, and nothing in either. */
function buildEmpty(builder: FabricBuilder): void {
  const rootId = builder.hostGroup('All Hosts')
  builder.share('MSSCVMMLibrary', 'library-01', rootId, 110)
}

function buildKind(builder: FabricBuilder, kind: FabricKind, seed: number): void {
  switch (kind) {
    case 'poc-lab':
      return buildPocLab(builder, seed)
    case 'state-agency':
      return buildStateAgency(builder, seed, false)
    case 'state-agency-san':
      return buildStateAgency(builder, seed, true)
    case 'enterprise':
      return buildEnterprise(builder, enterprisePlan, seed)
    case 'enterprise-xl':
      return buildEnterprise(builder, enterpriseXlPlan, seed)
    case 'empty':
      return buildEmpty(builder)
  }
}

/**
 * Fills an empty world with a fabric: its own row, host groups, clusters, hosts, volumes, VMs and
 * library, and their columns. Kind and seed decide every row. Users and roles are not made here.
 */
export function buildFabric(
  world: World,
  kind: FabricKind,
  seed: number,
  workload: Workload = createWorkload(seed),
): void {
  world.apply(
    put('fabric', {
      id: 'fabric-1',
      kind,
      name: fabricTitle(kind),
      seed,
      clock: { paused: false, factor: 1 },
      placement: { goal: 'load-balancing', weights: { cpu: 5, memory: 8, disk: 2, network: 2 } },
    }),
  )
  const builder = new FabricBuilder(world, workload)
  buildKind(builder, kind, seed)
  builder.finish()
  startAverages(world, workload)
  startHistory(world, workload)
}
