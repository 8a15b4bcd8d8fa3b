/** One line of a menu or of the actions pane. */
export interface MenuItem {
  key: string
  label: string
  icon?: string
  /** A second line: what it will touch, or why it is not possible. */
  detail?: string
  disabled?: boolean
  danger?: boolean
  /** Shown ticked or not; such a line is a choice and keeps the menu open. */
  checked?: boolean
  shortcut?: string
  /** A hairline above this line. */
  divided?: boolean
}

/** Where the focus goes in a list of `count` lines; undefined for a key that does not move. */
export function nextMenuIndex(key: string, index: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (index + 1) % count
  if (key === 'ArrowUp') return index <= 0 ? count - 1 : index - 1
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return undefined
}
