import type { Ref } from 'vue'
import { treeMove, typeAhead, type TreeRow } from './tree.ts'

export interface TreeKeysInput {
  rows: () => readonly TreeRow[]
  cursor: Ref<number>
  goTo(index: number): void
  setOpen(nodeId: string, isOpen: boolean): void
  choose(index: number): void
  open(index: number): void
}

const typingPauseMs = 600

/** The keys of a tree: arrows, Home, End, Space to choose, Enter to open, letters to find. */
export function useTreeKeys(input: TreeKeysInput): { onKeydown(event: KeyboardEvent): void } {
  let typed = ''
  let typedAtMs = 0

  function findTyped(event: KeyboardEvent): void {
    typed = event.timeStamp - typedAtMs > typingPauseMs ? event.key : typed + event.key
    typedAtMs = event.timeStamp
    const index = typeAhead(typed, input.cursor.value, input.rows())
    if (index !== undefined) input.goTo(index)
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const row = input.rows()[input.cursor.value]
    const move = treeMove(event.key, input.cursor.value, input.rows())
    if (move) {
      event.preventDefault()
      if ('goTo' in move) input.goTo(move.goTo)
      else if (row) input.setOpen(row.node.id, move.setOpen)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      input.choose(input.cursor.value)
      if (event.key === 'Enter') input.open(input.cursor.value)
    } else if (event.key.length === 1) {
      findTyped(event)
    }
  }

  return { onKeydown }
}
