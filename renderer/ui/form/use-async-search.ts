import { onScopeDispose, ref, shallowRef, type Ref } from 'vue'

export interface AsyncSearch<Found> {
  found: Readonly<Ref<readonly Found[]>>
  isSearching: Readonly<Ref<boolean>>
  hasFailed: Readonly<Ref<boolean>>
  /** Looks for the text after a pause in the typing; an answer that was overtaken is dropped. */
  look(text: string): void
}

/** Answers of a search that is asked while a person types. */
export function useAsyncSearch<Found>(
  search: (text: string) => Promise<readonly Found[]>,
  pauseMs = 150,
): AsyncSearch<Found> {
  const found = shallowRef<readonly Found[]>([])
  const isSearching = ref(false)
  const hasFailed = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(text: string, mine: number): Promise<void> {
    try {
      const answer = await search(text)
      if (mine !== turn) return
      found.value = answer
      hasFailed.value = false
    } catch {
      if (mine === turn) hasFailed.value = true
    } finally {
      if (mine === turn) isSearching.value = false
    }
  }

  function look(text: string): void {
    turn += 1
    const mine = turn
    isSearching.value = true
    clearTimeout(timer)
    timer = setTimeout(() => void ask(text, mine), pauseMs)
  }

  onScopeDispose(() => {
    turn += 1
    clearTimeout(timer)
  })
  return { found, isSearching, hasFailed, look }
}
