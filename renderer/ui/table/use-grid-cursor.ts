import { ref, watch, type Ref } from 'vue'
import type { GridSelection } from './use-grid-selection.ts'
import type { GridWindow } from './use-grid-window.ts'
import { nextRowIndex } from './window-range.ts'

/** Rows among which a chosen one is sought: a longer list is not held whole. */
const mostSought = 1000

export interface GridCursorInput<Row> {
  root: Readonly<Ref<HTMLElement | null>>
  grid: GridWindow
  selection: GridSelection
  active: Ref<string | undefined>
  total: () => number
  rowAt: (index: number) => Row | undefined
  keyAt: (index: number) => string | undefined
  selects: () => boolean
  /** The row that somebody chose, perhaps outside of the grid. */
  chosen: () => string | undefined
  onOpen: (row: Row) => void
  onContext: (at: { row: Row; x: number; y: number }) => void
}

export interface GridCursor {
  cursor: Ref<number>
  onKeydown(event: KeyboardEvent): void
  onClick(event: MouseEvent): void
  onDoubleClick(event: MouseEvent): void
  onContextMenu(event: MouseEvent): void
}

/** The row that keys act on, and what keys and clicks do with it. */
export function useGridCursor<Row>(input: GridCursorInput<Row>): GridCursor {
  const { root, grid, selection, active } = input
  const cursor = ref(0)

  grid.keepInSight(() => cursor.value)

  followRow(input, cursor)
  revealChosen(input, cursor)

  function moveTo(index: number): void {
    cursor.value = index
    active.value = input.keyAt(index)
    grid.reveal(index)
  }

  function open(index: number): void {
    const row = input.rowAt(index)
    if (row !== undefined) input.onOpen(row)
  }

  function onMoveKey(event: KeyboardEvent, next: number): void {
    event.preventDefault()
    moveTo(next)
    if (!input.selects() || event.ctrlKey || event.metaKey) return
    void selection.choose(next, event.shiftKey ? 'extend' : 'only')
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.target !== root.value) return
    const next = nextRowIndex(event.key, cursor.value, input.total(), grid.pageRows.value)
    if (next !== undefined) return onMoveKey(event, next)
    const holdsControl = event.ctrlKey || event.metaKey
    if (event.key === ' ' && input.selects()) {
      event.preventDefault()
      void selection.choose(cursor.value, event.shiftKey ? 'extend' : 'toggle')
    } else if (event.key === 'Enter' && !holdsControl && !event.altKey) {
      event.preventDefault()
      open(cursor.value)
    } else if (event.key.toLowerCase() === 'a' && holdsControl && input.selects()) {
      event.preventDefault()
      void selection.chooseAll()
    } else if (event.key === 'Escape' && input.selects()) {
      selection.clear()
    }
  }

  function onClick(event: MouseEvent): void {
    const index = rowIndexOf(event)
    if (index === undefined || isControl(event)) return
    moveTo(index)
    if (!input.selects()) return
    const isCheck = (event.target as HTMLElement).closest('[data-check]') !== null
    if (isCheck && !event.shiftKey) void selection.choose(index, 'toggle')
    else void selection.chooseByEvent(index, event)
  }

  function onDoubleClick(event: MouseEvent): void {
    const index = rowIndexOf(event)
    if (index !== undefined && !isControl(event)) open(index)
  }

  function onContextMenu(event: MouseEvent): void {
    // The key for menus sends its event to the grid itself and means the row under the cursor.
    const index = event.target === root.value ? cursor.value : rowIndexOf(event)
    if (index === undefined) return
    const row = input.rowAt(index)
    const key = input.keyAt(index)
    if (row === undefined || key === undefined) return
    event.preventDefault()
    moveTo(index)
    if (input.selects() && !selection.has(key)) void selection.choose(index, 'only')
    input.onContext({ row, x: event.clientX, y: event.clientY })
  }

  return { cursor, onKeydown, onClick, onDoubleClick, onContextMenu }
}

/** Sorting and live changes move rows; the cursor goes with its row while that is in sight. */
function followRow<Row>(input: GridCursorInput<Row>, cursor: Ref<number>): void {
  const { active, grid } = input
  watch([() => input.keyAt(cursor.value), active, input.total], ([key, wanted]) => {
    if (cursor.value >= input.total()) cursor.value = Math.max(0, input.total() - 1)
    if (wanted === undefined || key === wanted) return
    const { offset, limit } = grid.visible.value
    for (let index = offset; index < offset + limit; index += 1) {
      if (input.keyAt(index) === wanted) cursor.value = index
    }
  })
}

/** A row that was chosen elsewhere, such as by an address, comes into sight once it is known. */
function revealChosen<Row>(input: GridCursorInput<Row>, cursor: Ref<number>): void {
  const { active, grid } = input
  const sought = ref<string>()

  function soughtIndex(): number {
    if (sought.value === undefined) return -1
    for (let index = 0; index < Math.min(input.total(), mostSought); index += 1) {
      if (input.keyAt(index) === sought.value) return index
    }
    return -1
  }

  watch(
    input.chosen,
    key => {
      sought.value = key === active.value ? undefined : key
    },
    { immediate: true },
  )
  watch(
    soughtIndex,
    index => {
      if (index < 0) return
      cursor.value = index
      active.value = sought.value
      sought.value = undefined
      grid.reveal(index)
    },
    { immediate: true, flush: 'post' },
  )
}

function rowIndexOf(event: MouseEvent): number | undefined {
  const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')
  return row ? Number(row.dataset.index) : undefined
}

/** Whether the click meant a control inside a cell and not the row. */
function isControl(event: MouseEvent): boolean {
  return (event.target as HTMLElement).closest('a, button, input, select') !== null
}
