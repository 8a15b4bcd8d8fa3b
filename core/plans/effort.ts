import type { PlanEffort } from '../../shared/contract/index.ts'
import { forecastMigration } from '../processes/migration/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'

/** What a live migration would take at the present load. */
export function effortOf(
  world: World,
  vm: VmRow,
  { from, to }: { readonly from: HostRow; readonly to: HostRow },
): PlanEffort {
  const planned = { ...vm, hostId: from.id }
  const { durationS, downtimeS, sentMib } = forecastMigration(world, planned, to, 'live')
  return { durationS, downtimeS, sentMib }
}
