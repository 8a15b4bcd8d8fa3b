/** The name that stands before the caret, with where it begins; undefined where none does. */
export function wordBefore(
  text: string,
  caret: number,
): { word: string; from: number } | undefined {
  const found = /[A-Za-z_][\w.]*$/.exec(text.slice(0, caret))
  return found ? { word: found[0], from: found.index } : undefined
}

/** The text with the name before the caret made whole, and where the caret stands then. */
export function completed(
  text: string,
  caret: number,
  name: string,
): { text: string; caret: number } {
  const from = wordBefore(text, caret)?.from ?? caret
  // What is left of the old name behind the caret goes with it.
  const rest = text.slice(caret).replace(/^[\w.]*/, '')
  return { text: `${text.slice(0, from)}${name}${rest}`, caret: from + name.length }
}

/**
 * The line of a text that a position lies in, with a caret below it: for a fault in a condition.
 */
export function faultLine(text: string, at: number): { line: string; pointer: string } {
  const within = Math.min(Math.max(0, at), text.length)
  const from = text.lastIndexOf('\n', within - 1) + 1
  const end = text.indexOf('\n', within)
  const line = text.slice(from, end < 0 ? undefined : end)
  return { line, pointer: `${' '.repeat(within - from)}^` }
}
