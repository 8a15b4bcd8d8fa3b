import { computed, onBeforeUnmount, ref, watch, type ComputedRef, type Ref } from 'vue'

const stepRows = 60

export interface GrownList<Row> {
  /** The first rows, as many as were asked for so far. */
  shown: ComputedRef<readonly Row[]>
  hasMore: ComputedRef<boolean>
  /** Makes sure that the row at that place is among those shown. */
  reach(index: number): void
}

/**
 * A long list that is drawn as far as somebody scrolled: more rows follow when the mark at its end
 * comes into sight. Rows of different heights need no more than that.
 */
export function useGrownList<Row>(
  rows: () => readonly Row[],
  endMark: Readonly<Ref<HTMLElement | null>>,
): GrownList<Row> {
  const count = ref(stepRows)
  const observer = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting)) count.value += stepRows
  })
  watch(endMark, mark => {
    observer.disconnect()
    if (mark) observer.observe(mark)
  })
  onBeforeUnmount(() => observer.disconnect())

  return {
    shown: computed(() => rows().slice(0, count.value)),
    hasMore: computed(() => rows().length > count.value),
    reach(index) {
      if (index >= count.value) count.value = index + 1
    },
  }
}
