import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { z } from 'zod'
import type { roleDescription, RoleInput } from '../../../../shared/contract/index.ts'
import { client, useQuery, type LoadState } from '../../../session/index.ts'

type Words = z.infer<typeof roleDescription>

const settleMs = 200

/**
 * A role in words, as the core puts it, following a draft while it is typed. The words that stand
 * stay until the new ones are there.
 */
export function useRoleWords(input: () => RoleInput | undefined): {
  words: Readonly<Ref<Words | undefined>>
  state: Readonly<Ref<LoadState>>
} {
  const settled = shallowRef(input())
  const words = shallowRef<Words>()
  const state = ref<LoadState>('loading')
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    () => JSON.stringify(input()),
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => (settled.value = input()), settleMs)
    },
  )
  const query = useQuery(
    () => settled.value,
    (wanted, options) => client.role.describe(wanted, options),
  )
  watch(
    [query.data, query.state],
    ([data, next]) => {
      if (data) words.value = data
      if (next === 'error') words.value = undefined
      state.value = next
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return { words, state }
}
