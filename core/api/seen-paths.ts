import { parsePath } from '../../shared/perfmon/index.ts'
import { expand } from '../counters/index.ts'
import { counterSight } from './counter.handlers.ts'
import type { HandlerContext } from './handler.ts'

const anyNames: readonly (string | undefined)[] = [undefined, '', '*', '_Total']

/**
 * Whether a path that somebody else wrote may be shown to the caller: it names no computer and no
 * instance, or the caller sees a counter that it finds now.
 */
export function maySeePath(context: HandlerContext, text: string): boolean {
  const sight = counterSight(context)
  if (sight.everything) return true
  const path = parsePath(text)
  if ('problem' in path) return false
  const { computer, parent, instance } = path
  if ([computer, parent, instance].every(name => anyNames.includes(name))) return true
  return expand(context.world, path, sight, 1).total > 0
}
