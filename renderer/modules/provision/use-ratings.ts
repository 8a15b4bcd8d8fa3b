import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { HostRating } from '../../../shared/contract/index.ts'
import type { RefusalView } from '../../../shared/refusals/index.ts'
import { client, useQuery, type OutputOf } from '../../session/index.ts'
import { groupRatings, ratingInputOf, type RatingGroups, type VmDraft } from './model/index.ts'

/** How often the hosts are rated anew while somebody looks. */
const everyMs = 5000

export type RatingAnswer = OutputOf<'placement.rate'>

export interface Ratings {
  answer: Readonly<Ref<RatingAnswer | undefined>>
  groups: ComputedRef<RatingGroups>
  error: Readonly<Ref<RefusalView | undefined>>
  isLoading: ComputedRef<boolean>
  ratingOf(hostId: string | undefined): HostRating | undefined
  reload(): Promise<void>
}

/** The ratings of the hosts for the VM as the draft describes it, while `isWanted`. */
export function useRatings(draft: () => VmDraft | undefined, isWanted: () => boolean): Ratings {
  const query = useQuery(
    () => {
      const now = draft()
      return isWanted() && now?.hostGroup ? ratingInputOf(now) : undefined
    },
    (input, options) => client.placement.rate(input, options),
    { everyMs },
  )
  // A changed question keeps the old answer in sight until the new one is there.
  const answer = shallowRef<RatingAnswer>()
  watch(query.data, next => {
    if (next) answer.value = next
  })
  return {
    answer,
    groups: computed(() => groupRatings(answer.value?.ratings ?? [])),
    error: query.error,
    isLoading: computed(() => query.state.value === 'loading'),
    ratingOf: hostId => answer.value?.ratings.find(one => one.hostId === hostId),
    reload: query.reload,
  }
}
