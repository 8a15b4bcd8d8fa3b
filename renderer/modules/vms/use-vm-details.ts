import type { VmDetails } from '../../../shared/contract/index.ts'
import type { VmId } from '../../../shared/domain/index.ts'
import { client, useQuery, type Query } from '../../session/index.ts'

const refreshMs = 2000
/** So many are laid side by side; of more only the first ones are. */
export const mostCompared = 3

/** Everything about the first few of the selected VMs, kept fresh while it is in sight. */
export function useVmDetails(ids: () => readonly VmId[]): Query<VmDetails[]> {
  return useQuery(
    () => (ids().length > 0 ? ids().slice(0, mostCompared) : undefined),
    (vmIds, options) => Promise.all(vmIds.map(vmId => client.vm.get({ vmId }, options))),
    { everyMs: refreshMs, keeps: true },
  )
}
