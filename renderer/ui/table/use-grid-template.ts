import { computed, type ComputedRef } from 'vue'
import type { GridLayout } from './use-grid-layout.ts'

const checkWidthPx = 36

/** The CSS columns of a grid and the width under which it scrolls sideways. */
export function useGridTemplate<Row>(
  layout: GridLayout<Row>,
  checks: ComputedRef<boolean>,
): { template: ComputedRef<string>; leastWidthPx: ComputedRef<number> } {
  // Without a column that grows, the last one takes what is left, so that no gap stands at the end.
  const growing = computed(() => {
    const visible = layout.visible.value
    return visible.some(column => column.grow) ? undefined : visible.at(-1)?.key
  })
  const template = computed(() => {
    const widths = layout.visible.value.map(column => {
      const grows = column.grow || column.key === growing.value
      return grows ? `minmax(${layout.widthPx(column)}px, 1fr)` : `${layout.widthPx(column)}px`
    })
    return [...(checks.value ? [`${checkWidthPx}px`] : []), ...widths].join(' ')
  })
  const leastWidthPx = computed(() =>
    layout.visible.value.reduce(
      (sum, column) => sum + layout.widthPx(column),
      checks.value ? checkWidthPx : 0,
    ),
  )
  return { template, leastWidthPx }
}
