/** How many names a preview lists before it says "and so on". */
const previewMax = 4

/** Whether a name is a pattern: it holds a run of `#` that becomes a number. */
export function isPattern(name: string): boolean {
  return name.includes('#')
}

/**
 * The name of one of `count` VMs, as the core gives it: the first run of `#` becomes the number,
 * filled up with zeros to the length of the run. Without a run it follows after a hyphen.
 */
export function nameOfNumber(pattern: string, number: number, count = number): string {
  const run = /#+/.exec(pattern)?.[0]
  if (run) return pattern.replace(run, String(number).padStart(run.length, '0'))
  if (count <= 1) return pattern
  return `${pattern}-${String(number).padStart(String(count).length, '0')}`
}

export interface NamePreview {
  /** The first names, in order. */
  first: string[]
  /** The last name, where more than the first are made. */
  last: string | undefined
  /** Length of the longest name. */
  lengthMax: number
}

/** The names that a pattern gives for that many VMs, the first few and the last. */
export function previewNames(pattern: string, count: number): NamePreview {
  const name = pattern.trim()
  if (count <= 1 && !isPattern(name)) {
    return { first: name ? [name] : [], last: undefined, lengthMax: name.length }
  }
  const shown = Math.min(Math.max(1, count), previewMax)
  const first = Array.from({ length: shown }, (_, index) => nameOfNumber(name, index + 1, count))
  const end = nameOfNumber(name, Math.max(1, count), count)
  return { first, last: count > shown ? end : undefined, lengthMax: end.length }
}
