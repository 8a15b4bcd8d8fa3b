import type { UserId } from '../../shared/domain/index.ts'
import { logColumnsMax } from '../../shared/domain/index.ts'
import type { CounterPath } from '../../shared/perfmon/index.ts'
import { formatPath, parsePath } from '../../shared/perfmon/index.ts'
import type { AccessEvaluator } from '../access/index.ts'
import type { Sight } from '../counters/index.ts'
import { effortMost, expand } from '../counters/index.ts'
import type { World } from '../world/index.ts'

/** The counters of a set now, and how many more there are than a log takes. */
export interface Columns {
  readonly paths: readonly CounterPath[]
  readonly leftOut: number
}

/** What somebody sees of counters; undefined for a user who is gone, disabled or may see none. */
export function sightOf(access: AccessEvaluator, userId: UserId): Sight | undefined {
  const principal = access.principalOf(userId)
  if (!principal || !access.holds(principal, 'counter.read')) return undefined
  return access.scope(principal, 'counter.read')
}

/** The counters that the paths of a set find with the sight of its owner, each once. */
export function columnsNow(world: World, texts: readonly string[], sight: Sight): Columns {
  const found = new Map<string, CounterPath>()
  let leftOut = 0
  const effort = { left: effortMost }
  for (const text of new Set(texts)) {
    const wanted = parsePath(text)
    if ('problem' in wanted) continue
    const { paths, total } = expand(world, wanted, sight, logColumnsMax, effort)
    leftOut += total - paths.length
    for (const path of paths) {
      const key = formatPath(path).toLowerCase()
      if (found.has(key)) continue
      if (found.size < logColumnsMax) found.set(key, path)
      else leftOut++
    }
  }
  return { paths: [...found.values()], leftOut }
}
