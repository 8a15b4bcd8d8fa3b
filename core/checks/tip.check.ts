import type { Simulation } from '../engine/simulation.ts'
import { isUnderWay, tipTransitions } from '../pro/index.ts'
import { runEvent } from '../pro/run.ts'
import type { TipRow } from '../world/index.ts'
import type { Check } from './types.ts'

/**
 * A tip came to its status by ways that there are, has the samples that fired it and a rule and an
 * object of its own while it is open, and one that is carried out goes on.
 */
export const tipCheck: Check = {
  name: 'tip',
  find(simulation) {
    const { world } = simulation
    const open = new Set<string>()
    for (const tip of world.all('tip')) {
      const wrong = transitionAmiss(tip) ?? evidenceAmiss(tip) ?? standsStill(simulation, tip)
      if (wrong) return wrong
      if (tip.status === 'closed') continue
      const pair = `${tip.rule}|${tip.sourceId}`
      if (open.has(pair)) return `${tip.name} is open twice on ${tip.sourceName}`
      open.add(pair)
    }
    return undefined
  },
}

function transitionAmiss({ id, status, transitions, endedMs }: TipRow): string | undefined {
  const last = transitions[transitions.length - 1]
  if (last?.status !== status) return `${id} is ${status}, and its history says ${last?.status}`
  for (let at = 1; at < transitions.length; at++) {
    const [from, to] = [transitions[at - 1]!.status, transitions[at]!.status]
    if (!tipTransitions[from].includes(to)) return `${id} went from ${from} to ${to}`
  }
  const isEnded = status === 'closed'
  return isEnded === (endedMs !== undefined) ? undefined : `${id} is ${status} and ended ${endedMs}`
}

function evidenceAmiss({ id, more, held, need, signals }: TipRow): string | undefined {
  if (more !== undefined) return undefined
  if (held < need) return `${id} was raised with ${held} samples of ${need}`
  return signals.length > 0 ? undefined : `${id} has no evidence`
}

/** One under way has its next look in the queue, or a job that is open. */
function standsStill({ world, queue }: Simulation, tip: TipRow): string | undefined {
  if (!isUnderWay(tip)) return undefined
  const isQueued = queue
    .all()
    .some(event => event.type === runEvent && (event.data as { tipId?: string }).tipId === tip.id)
  const works = tip.steps.some(step => step.jobId && world.index.openJobs.has(step.jobId))
  if (isQueued || works) return undefined
  return `${tip.id} is ${tip.status}, and nothing moves it`
}
