import type { ProSummary } from '../../../shared/contract/index.ts'
import { client, useQuery, type Query } from '../../session/index.ts'

const everyMs = 3000

/** How many tips wait, what is watched, and what comes nearest, again every three seconds. */
export function useProSummary(): Query<ProSummary> {
  return useQuery(
    () => ({}),
    (input, options) => client.pro.summary(input, options),
    { everyMs },
  )
}
