import { computed, ref, toValue, type ComputedRef, type MaybeRefOrGetter, type Ref } from 'vue'
import type { GridColumn, GridSort } from '../../ui/index.ts'

export interface LocalRows<Row> {
  text: Ref<string>
  sort: Ref<GridSort | undefined>
  /** The rows that match the text, in their order. */
  rows: ComputedRef<readonly Row[]>
  total: ComputedRef<number>
  rowAt(index: number): Row | undefined
}

/** Text search and sort of a list that is held whole, by what its columns show. */
export function useLocalRows<Row>(
  all: MaybeRefOrGetter<readonly Row[]>,
  columns: MaybeRefOrGetter<readonly GridColumn<Row>[]>,
): LocalRows<Row> {
  const text = ref('')
  const sort = ref<GridSort | undefined>({ key: 'name', direction: 'asc' })

  const found = computed(() => {
    const wanted = text.value.trim().toLowerCase()
    if (!wanted) return toValue(all)
    const shown = toValue(columns)
    return toValue(all).filter(row =>
      shown.some(column => String(plain(column, row)).toLowerCase().includes(wanted)),
    )
  })

  const rows = computed(() => {
    const column = toValue(columns).find(one => one.key === sort.value?.key)
    if (!column) return found.value
    const direction = sort.value?.direction === 'desc' ? -1 : 1
    return [...found.value].sort(
      (one, other) => direction * compare(plain(column, one), plain(column, other)),
    )
  })

  return {
    text,
    sort,
    rows,
    total: computed(() => rows.value.length),
    rowAt: index => rows.value[index],
  }
}

/** What a column shows of a row as one word or number, for searching and sorting. */
export function plain<Row>(column: GridColumn<Row>, row: Row): string | number {
  const value = column.value(row)
  if (value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'number') return value
  if (Array.isArray(value)) return value.join(', ')
  if ('text' in value) return value.text
  return 'share' in value && value.share !== undefined
    ? value.share
    : (value as { label: string }).label
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return String(one).localeCompare(String(other), undefined, { numeric: true })
}
