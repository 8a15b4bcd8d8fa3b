import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** The value once it has rested, so that not every keystroke asks a question. */
export function useSettled<Value>(read: () => Value, restMs = 250): Readonly<Ref<Value>> {
  const settled = ref(read()) as Ref<Value>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(read, value => {
    clearTimeout(timer)
    timer = setTimeout(() => (settled.value = value), restMs)
  })
  onScopeDispose(() => clearTimeout(timer))
  return settled
}
