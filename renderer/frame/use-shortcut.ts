import { onScopeDispose } from 'vue'

/** Keys that a chord such as `Ctrl K`, `Alt Enter`, `F2` or `Del` asks for. */
const named: Record<string, string> = { Del: 'Delete', Esc: 'Escape' }

export interface ShortcutOptions {
  /** Where it is heard; the whole window where none is given. */
  within?: () => HTMLElement | null | undefined
}

/** Whether the key event is the chord. Command on a Mac counts as Control. */
export function isChord(chord: string, event: KeyboardEvent): boolean {
  const parts = chord.split(' ')
  const key = parts.pop() ?? ''
  const wanted = named[key] ?? key
  return (
    event.key.toLowerCase() === wanted.toLowerCase() &&
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift')
  )
}

/**
 * Runs something on a chord, as long as the calling scope lives. Typing in a field is left alone.
 */
export function useShortcut(
  chord: string,
  run: (event: KeyboardEvent) => void,
  options: ShortcutOptions = {},
): void {
  function onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || !isChord(chord, event)) return
    const target = event.target as HTMLElement | null
    const within = options.within?.()
    if (options.within && (!within || !target || !within.contains(target))) return
    if (!chord.includes(' ') && isTyping(target)) return
    // A dialog or menu over the page keeps its keys to itself.
    if (target?.closest('.v-overlay__content')) return
    event.preventDefault()
    run(event)
  }

  window.addEventListener('keydown', onKeydown)
  onScopeDispose(() => window.removeEventListener('keydown', onKeydown))
}

function isTyping(target: HTMLElement | null): boolean {
  return target?.closest('input, textarea, select, [contenteditable]') !== null
}
