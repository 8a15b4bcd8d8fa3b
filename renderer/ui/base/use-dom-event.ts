import { watch, type Ref } from 'vue'

/** Listens to an event of an element and all within it, for as long as the element is there. */
export function useDomEvent<Name extends keyof HTMLElementEventMap>(
  element: Readonly<Ref<HTMLElement | null>>,
  names: readonly Name[],
  handler: (event: HTMLElementEventMap[Name]) => void,
): void {
  watch(
    element,
    (target, _, onCleanup) => {
      for (const name of names) target?.addEventListener(name, handler)
      onCleanup(() => {
        for (const name of names) target?.removeEventListener(name, handler)
      })
    },
    { immediate: true, flush: 'sync' },
  )
}
