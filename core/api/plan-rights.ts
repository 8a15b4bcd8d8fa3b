import type { PlanAction } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import type { PlanRow } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'
import { deniedOn } from './targets.ts'

/** Steps that take a host away or bring it back: the same deed as maintenance mode. */
const careActions: ReadonlySet<PlanAction> = new Set(['rest', 'resume', 'update', 'power-off'])

/** Why the caller may not run a plan that empties hosts: no right to maintain one of them. */
export function careRefusal(context: HandlerContext, plan: PlanRow): Refusal | undefined {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'host.maintain')
  for (const { action, fromId, status } of plan.steps) {
    if (!careActions.has(action) || status === 'dropped') continue
    const host = world.find('host', fromId)
    if (host && !mine.host(host)) return deniedOn(context, 'host.maintain', host)
  }
  return undefined
}
