import type { Tone } from '../base/index.ts'

/** One thing of a tree with what is below it. */
export interface TreeNode {
  id: string
  label: string
  icon?: string
  /** Colours the icon where somebody should look. */
  tone?: Tone
  /** Why it has that tone, shown when somebody points at it and read out. */
  detail?: string
  count?: number
  /** From 0 to 1, with its words: `CPU 48 %`. */
  meter?: { share: number; label: string; tone?: 'warn' | 'crit' }
  children?: readonly TreeNode[]
}

/** One line of the tree as it is drawn. */
export interface TreeRow {
  node: TreeNode
  /** 1 for the top. */
  level: number
  isOpen: boolean
  isParent: boolean
  parentId: string | undefined
  /** Its place among its siblings, from 1. */
  position: number
  siblings: number
}

/** The lines in sight, from the top down: the children of closed nodes are left out. */
export function flattenTree(
  nodes: readonly TreeNode[],
  open: ReadonlySet<string>,
  level = 1,
  parentId?: string,
): TreeRow[] {
  return nodes.flatMap((node, index) => {
    const isParent = (node.children?.length ?? 0) > 0
    const isOpen = isParent && open.has(node.id)
    const siblings = nodes.length
    const row = { node, level, isOpen, isParent, parentId, position: index + 1, siblings }
    return isOpen ? [row, ...flattenTree(node.children ?? [], open, level + 1, node.id)] : [row]
  })
}

/** The ids above a node, the nearest first; empty for a node at the top or not in the tree. */
export function ancestorIds(nodes: readonly TreeNode[], id: string): string[] {
  for (const node of nodes) {
    const children = node.children ?? []
    if (children.some(child => child.id === id)) return [node.id]
    const above = ancestorIds(children, id)
    if (above.length > 0) return [...above, node.id]
  }
  return []
}

/** What a key does in a tree: go to a line, or open or close the current one. */
export type TreeMove = { goTo: number } | { setOpen: boolean } | undefined

/** The move of a key from the line at `index`, as the ARIA pattern of a tree has it. */
export function treeMove(key: string, index: number, rows: readonly TreeRow[]): TreeMove {
  const row = rows[index]
  if (!row) return undefined
  if (key === 'ArrowDown') return { goTo: Math.min(index + 1, rows.length - 1) }
  if (key === 'ArrowUp') return { goTo: Math.max(index - 1, 0) }
  if (key === 'Home') return { goTo: 0 }
  if (key === 'End') return { goTo: rows.length - 1 }
  if (key === 'ArrowRight') {
    if (!row.isParent) return undefined
    return row.isOpen ? { goTo: index + 1 } : { setOpen: true }
  }
  if (key === 'ArrowLeft') {
    if (row.isOpen) return { setOpen: false }
    const parent = rows.findIndex(one => one.node.id === row.parentId)
    return parent < 0 ? undefined : { goTo: parent }
  }
  return undefined
}

/**
 * The next line whose label begins with what was typed, from the current one on and round the end.
 * One letter typed again goes to the next line that has it.
 */
export function typeAhead(
  typed: string,
  index: number,
  rows: readonly TreeRow[],
): number | undefined {
  const wanted = typed.toLowerCase()
  const isOneLetter = [...wanted].every(letter => letter === wanted[0])
  const prefix = isOneLetter ? wanted.slice(0, 1) : wanted
  const first = isOneLetter ? 1 : 0
  for (let step = first; step <= rows.length; step += 1) {
    const at = (index + step) % rows.length
    if (rows[at]?.node.label.toLowerCase().startsWith(prefix)) return at
  }
  return undefined
}
