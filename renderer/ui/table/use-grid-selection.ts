import { ref, type Ref } from 'vue'
import { gestureOf, toggleKey, type SelectedKeys, type SelectGesture } from './selection.ts'

export interface GridSelectionInput {
  selected: Ref<SelectedKeys>
  total: () => number
  keyAt: (index: number) => string | undefined
  /** The keys of rows that may not be loaded; without it only loaded rows are taken. */
  keysInRange?: (from: number, to: number) => Promise<readonly string[]>
  isMulti: () => boolean
}

export interface GridSelection {
  /** Chooses by a click or key on the row at that place. */
  choose(index: number, gesture: SelectGesture): Promise<void>
  chooseByEvent(index: number, event: MouseEvent | KeyboardEvent): Promise<void>
  chooseAll(): Promise<void>
  clear(): void
  has(key: string): boolean
  /** The row that a span starts from. */
  anchor: Ref<number>
}

/** What is chosen in a grid, by key, so that it outlives sorting and scrolling. */
export function useGridSelection(input: GridSelectionInput): GridSelection {
  const anchor = ref(0)
  // A span over rows that are not loaded answers late; only the newest one counts.
  let turn = 0

  async function keysBetween(a: number, b: number): Promise<readonly string[]> {
    const from = Math.min(a, b)
    const to = Math.max(a, b)
    const keys: string[] = []
    let isWhole = true
    for (let index = from; index <= to; index += 1) {
      const key = input.keyAt(index)
      if (key === undefined) isWhole = false
      else keys.push(key)
    }
    if (isWhole || !input.keysInRange) return keys
    return input.keysInRange(from, to)
  }

  async function extend(index: number, keepsOthers: boolean): Promise<void> {
    turn += 1
    const mine = turn
    const kept = keepsOthers ? [...input.selected.value] : []
    const keys = await keysBetween(anchor.value, index)
    if (mine === turn) input.selected.value = new Set([...kept, ...keys])
  }

  async function choose(index: number, gesture: SelectGesture): Promise<void> {
    const isSpan = gesture === 'extend' || gesture === 'extendMore'
    if (isSpan && input.isMulti()) return extend(index, gesture === 'extendMore')
    turn += 1
    anchor.value = index
    const key = input.keyAt(index)
    if (key === undefined) return
    const toggles = gesture === 'toggle' && input.isMulti()
    input.selected.value = toggles ? toggleKey(input.selected.value, key) : new Set([key])
  }

  async function chooseAll(): Promise<void> {
    if (!input.isMulti() || input.total() === 0) return
    anchor.value = 0
    await extend(input.total() - 1, false)
  }

  function clear(): void {
    turn += 1
    input.selected.value = new Set()
  }

  return {
    anchor,
    choose,
    chooseByEvent: (index, event) => choose(index, gestureOf(event)),
    chooseAll,
    clear,
    has: key => input.selected.value.has(key),
  }
}
