import type { ClusterDetails } from '../../../../shared/contract/index.ts'
import type { InputOf } from '../../../session/index.ts'

/** What the properties of a cluster edit. */
export interface ClusterDraft {
  name: string
  reserveNodes?: number
  reserveMethod: ClusterDetails['reserveMethod']
  failoverThreshold?: number
  isFailbackOn: boolean
  quorum: ClusterDetails['quorum']
}

/** The draft to begin with. */
export function clusterDraftOf(cluster: ClusterDetails): ClusterDraft {
  const { name, reserveNodes, reserveMethod, failoverThreshold, isFailbackOn, quorum } = cluster
  return { name, reserveNodes, reserveMethod, failoverThreshold, isFailbackOn, quorum }
}

/** Only what differs from before, as the command takes it; an empty field changes nothing. */
export function clusterChangesOf(
  draft: ClusterDraft,
  cluster: ClusterDetails,
): InputOf<'cluster.update'>['changes'] {
  const wanted = { ...draft, name: draft.name.trim() || cluster.name }
  const before = clusterDraftOf(cluster)
  const keys = Object.keys(before) as (keyof ClusterDraft)[]
  const changed = keys.filter(key => wanted[key] !== undefined && wanted[key] !== before[key])
  return Object.fromEntries(changed.map(key => [key, wanted[key]]))
}
