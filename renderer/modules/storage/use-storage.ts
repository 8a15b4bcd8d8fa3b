import { client, useQuery } from '../../session/index.ts'

const refreshMs = 2000

/** The volumes in scope, with their figures again every two seconds. */
export function useVolumes() {
  return useQuery(
    () => ({}),
    (input, options) => client.storage.volumes(input, options),
    { everyMs: refreshMs },
  )
}

export function useLuns() {
  return useQuery(
    () => ({}),
    (input, options) => client.storage.luns(input, options),
    { everyMs: refreshMs },
  )
}

export function useArrays() {
  return useQuery(
    () => ({}),
    (input, options) => client.storage.arrays(input, options),
    { everyMs: refreshMs },
  )
}

/** Hosts that a volume can be shown to; those of the first windows. */
export function useHostChoices() {
  return useQuery(
    () => ({}),
    async (_input, options) => {
      const page = await client.host.list(
        { limit: 500, sort: { field: 'name', direction: 'asc' } },
        options,
      )
      return page.rows
    },
  )
}

export function useSnapshots() {
  return useQuery(
    () => ({}),
    (input, options) => client.snapshot.list(input, options),
    { everyMs: refreshMs },
  )
}

export function useSchedules() {
  return useQuery(
    () => ({}),
    (input, options) => client.snapshot.schedules(input, options),
    { everyMs: refreshMs },
  )
}

/** The library shares that a snapshot can be copied to. */
export function useShares() {
  return useQuery(
    () => ({}),
    (input, options) => client.share.list(input, options),
  )
}
