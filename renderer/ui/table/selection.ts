/** The keys of the chosen rows. Every change makes a new set. */
export type SelectedKeys = ReadonlySet<string>

/** How a click or a key changes what is chosen. */
export type SelectGesture = 'only' | 'toggle' | 'extend' | 'extendMore'

/** The gesture of a click or key with these modifiers held. */
export function gestureOf(event: {
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
}): SelectGesture {
  const adds = event.ctrlKey || event.metaKey
  if (event.shiftKey) return adds ? 'extendMore' : 'extend'
  return adds ? 'toggle' : 'only'
}

/** The set with this key put in or taken out. */
export function toggleKey(selected: SelectedKeys, key: string): SelectedKeys {
  const next = new Set(selected)
  if (!next.delete(key)) next.add(key)
  return next
}

/** Whether the box in the head is on, off or between. */
export function headState(selectedCount: number, total: number): 'on' | 'off' | 'some' {
  if (selectedCount === 0) return 'off'
  return selectedCount >= total ? 'on' : 'some'
}
