import { computed, onBeforeUnmount, onMounted, ref, watch, type ComputedRef, type Ref } from 'vue'
import { rowHeightPx, headHeightPx } from './grid-size.ts'
import { scrollTopFor, visibleRange, wantedRange, type RowRange } from './window-range.ts'

export interface GridWindow {
  visible: ComputedRef<RowRange>
  pageRows: ComputedRef<number>
  onScroll(): void
  /** Scrolls until the row is wholly in sight. */
  reveal(index: number): void
  scrollTo(index: number): void
  /** Names the row that stays in sight when the height changes. */
  keepInSight(index: () => number): void
}

const overscanRows = 4
const blockRows = 32

/** Follows the scrolling of an element and says which rows are in sight and which are wanted. */
export function useGridWindow(
  root: Readonly<Ref<HTMLElement | null>>,
  total: () => number,
  onRange: (range: RowRange) => void,
): GridWindow {
  const scrollTop = ref(0)
  const heightPx = ref(480)
  let observer: ResizeObserver | undefined

  const view = computed(() => ({
    scrollTop: scrollTop.value,
    heightPx: heightPx.value,
    rowHeightPx,
    total: total(),
  }))
  const pageRows = computed(() => Math.max(1, Math.floor(heightPx.value / rowHeightPx)))
  const seen = computed(() => visibleRange(view.value, overscanRows))
  const offset = computed(() => seen.value.offset)
  const limit = computed(() => seen.value.limit)
  // Two numbers stand between scrolling and drawing, so a scroll within a row draws nothing.
  const visible = computed(() => ({ offset: offset.value, limit: limit.value }))
  const wanted = computed(() => wantedRange(view.value, blockRows))

  watch(
    () => `${wanted.value.offset}:${wanted.value.limit}`,
    () => wanted.value.limit > 0 && onRange(wanted.value),
    { immediate: true },
  )

  let keptIndex: () => number = () => -1

  function measure(): void {
    if (!root.value) return
    const index = keptIndex()
    const wasInSight = scrollTopFor(view.value, index) === view.value.scrollTop
    heightPx.value = Math.max(rowHeightPx, root.value.clientHeight - headHeightPx)
    scrollTop.value = root.value.scrollTop
    // A pane that opens below must not cover the row that it is about.
    if (index >= 0 && wasInSight) moveTo(scrollTopFor(view.value, index))
  }

  function onScroll(): void {
    if (root.value) scrollTop.value = root.value.scrollTop
  }

  onMounted(() => {
    measure()
    observer = new ResizeObserver(measure)
    if (root.value) observer.observe(root.value)
  })
  onBeforeUnmount(() => observer?.disconnect())

  function moveTo(top: number): void {
    if (root.value && root.value.scrollTop !== top) root.value.scrollTop = top
    scrollTop.value = top
  }

  return {
    visible,
    pageRows,
    onScroll,
    reveal: index => moveTo(scrollTopFor(view.value, index)),
    keepInSight: index => void (keptIndex = index),
    scrollTo: index => moveTo(index * rowHeightPx),
  }
}
