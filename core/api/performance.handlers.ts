import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import { slowSubjectOf, whySlow } from '../slow/index.ts'
import { counterSight } from './counter.handlers.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'

function why(
  context: HandlerContext,
  { objectId, network, limit }: InputOf<'performance', 'why'>,
): OutputOf<'performance', 'why'> | Refusal {
  const { world, history } = context
  const sight = counterSight(context)
  const subject = slowSubjectOf(world, sight, objectId, network)
  if (!subject) return refuse('not-found', { kind: kindOfId(objectId) ?? 'object', id: objectId })
  return whySlow({ world, sight, limit, ...(history ? { history } : {}) }, subject)
}

/** What keeps an object waiting. */
export const performanceHandlers = { why }
