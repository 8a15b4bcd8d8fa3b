import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'

/**
 * The last answer of a query, kept while the next one is on its way, so that a list does not blink
 * between two letters. Answers a way to read it, with a value for before the first answer.
 */
export function useKept<Data>(
  data: Readonly<Ref<Data | undefined>>,
): <Value>(read: (data: Data) => Value, before: Value) => ComputedRef<Value> {
  const last = shallowRef<Data | undefined>(data.value)
  watch(data, next => {
    if (next !== undefined) last.value = next
  })
  return (read, before) => computed(() => (last.value === undefined ? before : read(last.value)))
}
