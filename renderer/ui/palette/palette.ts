/** One thing that can be found and run. */
export interface PaletteItem {
  key: string
  label: string
  detail?: string
  icon?: string
  shortcut?: string
  /** Why it cannot be run now; such a line stays in sight and is not run. */
  blockedBecause?: string
}

export interface PaletteGroup {
  key: string
  label: string
  items: readonly PaletteItem[]
}

/** The items of all groups in the order in which they are shown. */
export function paletteItems(groups: readonly PaletteGroup[]): PaletteItem[] {
  return groups.flatMap(group => group.items)
}

/**
 * How well a text answers what was typed, the higher the better; undefined for not at all. Every
 * typed word has to begin a word of the text or, for less, stand within it.
 */
export function matchScore(typed: string, text: string): number | undefined {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const plain = text.toLowerCase()
  let score = plain.startsWith(wanted[0] ?? '') ? 1 : 0
  for (const word of wanted) {
    const at = plain.indexOf(word)
    if (at < 0) return undefined
    score += at === 0 || /[\s\-:/\\(]/.test(plain[at - 1] ?? '') ? 2 : 1
  }
  return score
}
