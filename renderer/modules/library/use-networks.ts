import { computed, type ComputedRef } from 'vue'
import { client, useQuery } from '../../session/index.ts'

/** So many hosts are asked for their networks; the hosts of one group hardly differ in them. */
const askedHosts = 8

export interface Networks {
  /** The names of the networks, in their order by letter. */
  names: ComputedRef<readonly string[]>
  isLoading: ComputedRef<boolean>
}

/** The virtual networks of one host, or of the first hosts of a group, or of the fabric. */
export function useNetworks(
  of: () => { hostId?: string | undefined; scope?: string | undefined },
): Networks {
  const query = useQuery(of, async ({ hostId, scope }, options) => {
    if (hostId) return networksOf([hostId], options.signal)
    const { rows } = await client.host.list({ scope, limit: askedHosts }, options)
    return networksOf(
      rows.map(row => row.id),
      options.signal,
    )
  })
  return {
    names: computed(() => query.data.value ?? []),
    isLoading: computed(() => query.state.value === 'loading'),
  }
}

async function networksOf(hostIds: readonly string[], signal: AbortSignal): Promise<string[]> {
  type HostId = Parameters<typeof client.host.get>[0]['hostId']
  const hosts = await Promise.all(
    hostIds.map(hostId => client.host.get({ hostId: hostId as HostId }, { signal })),
  )
  return [...new Set(hosts.flatMap(host => host.networks))].sort()
}
