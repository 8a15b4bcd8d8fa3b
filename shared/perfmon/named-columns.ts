import type { LogColumn } from './log.ts'
import { formatPath, parsePath, pathMost } from './path.ts'

/**
 * The columns of a log by their names. Twins under one name are told apart by an index that no
 * other column has, as Performance Monitor does, so that each can be asked for.
 * @param tell is told what is wrong with which of the names, counted from 0
 */
export function namedColumns(
  names: readonly string[],
  tell: (problem: string, at: number) => void,
): LogColumn[] {
  const keys = names.map(text => pathOf(text))
  const said = new Set(keys.map(path => keyOf(path)))
  const seen = new Set<string>()
  // The last index given for each name without its own, so that none is tried again.
  const last = new Map<string, number>()
  return names.map((text, at) => {
    const path = keys[at]!
    if ('problem' in path) {
      tell(path.problem, at)
      return { text }
    }
    const key = keyOf(path)
    if (!seen.has(key)) {
      seen.add(key)
      return { text, path }
    }
    if (path.instance === undefined) {
      tell('A column before this one has the same name, so nobody can ask for this one.', at)
      return { text }
    }
    const base = keyOf({ ...path, index: undefined })
    let twin = { ...path, index: Math.max(last.get(base) ?? 0, path.index ?? 0) + 1 }
    while (said.has(keyOf(twin))) twin = { ...twin, index: twin.index + 1 }
    last.set(base, twin.index)
    return { text: formatPath(twin), path: twin }
  })
}

function pathOf(text: string): ReturnType<typeof parsePath> {
  if (text.length <= pathMost) return parsePath(text)
  const problem = `The name has ${text.length} signs, and ${pathMost} are the most.`
  return { problem, next: 'Choose a shorter name.' }
}

/** Case does not tell names apart. */
function keyOf(path: ReturnType<typeof parsePath>): string {
  return 'problem' in path ? '' : formatPath(path).toLowerCase()
}
