import { computed, ref, toValue, watch, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { readKept, writeKept } from '../layout/index.ts'
import { defaultColumnWidth, type GridColumn } from './grid-column.ts'

interface KeptLayout {
  /** Shown or not, where a person decided otherwise than the column itself. */
  shown: Record<string, boolean>
  widthsPx: Record<string, number>
}

export interface GridLayout<Row> {
  all: ComputedRef<readonly GridColumn<Row>[]>
  visible: ComputedRef<readonly GridColumn<Row>[]>
  isShown(column: GridColumn<Row>): boolean
  show(key: string, shown: boolean): void
  widthPx(column: GridColumn<Row>): number
  setWidth(key: string, widthPx: number): void
  reset(): void
}

const narrowestPx = 48
const widestPx = 800

/** Which columns a grid shows and how wide, kept under `keptAs` for the next visit. */
export function useGridLayout<Row>(
  columns: MaybeRefOrGetter<readonly GridColumn<Row>[]>,
  keptAs?: string,
): GridLayout<Row> {
  const kept = ref<KeptLayout>(readLayout(keptAs))
  const all = computed(() => toValue(columns))

  watch(kept, value => keptAs && writeKept(keptAs, value), { deep: true })

  function isShown(column: GridColumn<Row>): boolean {
    return column.fixed || (kept.value.shown[column.key] ?? !column.hidden)
  }

  return {
    all,
    visible: computed(() => all.value.filter(isShown)),
    isShown,
    show: (key, shown) => void (kept.value.shown[key] = shown),
    widthPx: column => kept.value.widthsPx[column.key] ?? column.width ?? defaultColumnWidth,
    setWidth(key, widthPx) {
      kept.value.widthsPx[key] = Math.round(Math.min(widestPx, Math.max(narrowestPx, widthPx)))
    },
    reset: () => void (kept.value = { shown: {}, widthsPx: {} }),
  }
}

function readLayout(keptAs: string | undefined): KeptLayout {
  const found = keptAs ? readKept<Partial<KeptLayout>>(keptAs) : undefined
  return { shown: { ...found?.shown }, widthsPx: { ...found?.widthsPx } }
}
