import type { HostId } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import type { World } from '../../world/index.ts'
import type { PlanWish } from '../propose.ts'
import type { Draft } from '../types.ts'
import { emptyHost, restRefusal, roomRefusal } from './empty-host.ts'
import { stateForEmptying } from './evacuate.ts'

export const evacuateNotes = [
  'The largest VM leaves first, since it is the hardest to place; each goes to the host that keeps the cluster the most even, of those that placement allows at that point.',
  'The host is in maintenance mode from the first step on, and stays so until somebody ends it. What cannot move live is saved; what does not run stays.',
]

/** Empties a host for maintenance (facts 6.3). */
export function planEvacuation(world: World, wish: PlanWish): Draft | Refusal {
  const host = world.find('host', wish.scopeId as HostId)
  if (!host?.clusterId) {
    return refuse('plan.no-node', { name: host?.name ?? wish.scopeId })
  }
  const refusal = restRefusal(world, host)
  if (refusal) return refusal
  const { mode = 'migrate', savesRest = false } = wish
  const { steps, lacking } = emptyHost(stateForEmptying(world, host), host, { mode, from: 0 })
  const noRoom = savesRest ? undefined : roomRefusal(world, host, lacking)
  if (noRoom) return noRoom
  const clusterIds = [host.clusterId]
  return { kind: 'evacuate', clusterIds, steps, apart: [host.id], notes: evacuateNotes }
}
