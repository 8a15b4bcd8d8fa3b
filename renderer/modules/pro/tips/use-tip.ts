import type { TipDetails } from '../../../../shared/contract/index.ts'
import type { TipId } from '../../../../shared/domain/index.ts'
import { client, useQuery, type Query } from '../../../session/index.ts'

const everyMs = 2000

/** One tip with its evidence and remedy, asked for again while somebody looks. */
export function useTip(tipId: () => TipId | undefined): Query<TipDetails> {
  return useQuery(tipId, (id, options) => client.pro.get({ tipId: id }, options), { everyMs })
}
