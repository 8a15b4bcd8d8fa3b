import type { CounterPath } from './path.ts'
import { formatInstance } from './path.ts'

/**
 * Whether a text is like a pattern, in which `*` stands for any run of signs; case does not count,
 * as in Performance Monitor.
 */
export function textMatcher(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) {
    const wanted = pattern.toLowerCase()
    return text => text.toLowerCase() === wanted
  }
  const parts = pattern.toLowerCase().split('*')
  return text => isLike(text.toLowerCase(), parts)
}

/** The first part begins the text, the last ends it, and the others follow each other between. */
function isLike(text: string, parts: readonly string[]): boolean {
  const [first, ...others] = parts as [string, ...string[]]
  const last = others.pop()!
  const end = text.length - last.length
  if (!text.startsWith(first) || !text.endsWith(last) || end < first.length) return false
  let at = first.length
  for (const part of others) {
    const found = text.indexOf(part, at)
    if (found < 0 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}

/**
 * Whether a counter is one of those that a path with wildcards asks for. A path without a computer
 * asks on every computer; one without an instance asks for objects that have none.
 */
export function pathMatcher(wanted: CounterPath): (path: CounterPath) => boolean {
  const computer = wanted.computer === undefined ? () => true : textMatcher(wanted.computer)
  const object = textMatcher(wanted.object)
  const instance = textMatcher(formatInstance(wanted))
  const counter = textMatcher(wanted.counter)
  return path =>
    counter(path.counter) &&
    object(path.object) &&
    instance(formatInstance(path)) &&
    computer(path.computer ?? '')
}
