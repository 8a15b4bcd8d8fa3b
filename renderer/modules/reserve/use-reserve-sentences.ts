import { useI18n } from 'vue-i18n'
import type { ReserveChangeInput } from '../../../shared/contract/index.ts'
import { client, useSession } from '../../session/index.ts'
import { effectLines } from './effect-words.ts'

/**
 * Asks once what a change makes of the reserve of clusters, in sentences for a question that is put
 * before it; none for those who may not see hosts, or where the answer does not come.
 */
export function useReserveSentences() {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  return async (change: ReserveChangeInput): Promise<string[]> => {
    if (!session.can('host.read')) return []
    const answer = await client.cluster.reserveAfter({ change }).catch(() => undefined)
    return answer ? effectLines(answer, t).map(line => line.text) : []
  }
}
