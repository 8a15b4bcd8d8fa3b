import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { recordJob } from '../jobs/record.ts'
import type { BestQuestion, BestWish } from '../plans/index.ts'
import { addPlan, bestAnswer, bestGap, bestQuestion, draftBest } from '../plans/index.ts'
import type { SolverRun, SolverSolution, SolverWatcher } from '../ports.ts'
import type { World } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import type { AbortSignalLike } from './pulse.ts'
import type { StreamContext } from './watch.ts'

type Input = InputOf<'plan', 'best'>
type SolveEvent = OutputOf<'plan', 'solve'> extends AsyncIterable<infer Event> ? Event : never

/** What was found last for each user and question; no part of the fabric, and gone with it. */
const found = new WeakMap<World, Map<string, BestWish>>()

function keyOf({ caller }: HandlerContext, { clusterId, objective }: Input): string {
  return `${caller.userId}:${clusterId}:${objective}`
}

function keep(context: HandlerContext, input: Input, wish: BestWish): void {
  const { world } = context
  const kept = found.get(world) ?? new Map<string, BestWish>()
  found.set(world, kept.set(keyOf(context, input), wish))
}

/** Waits for what a solver says, and forgets what was said in between. */
class News implements SolverWatcher {
  bestPoints: number | undefined
  bound: number | undefined
  elapsedS = 0
  end: SolverSolution | Refusal | undefined
  private wake: (() => void) | undefined

  progress({ elapsedS, cost, bound }: SolverSolution): void {
    Object.assign(this, { elapsedS, bestPoints: cost, bound })
    this.wake?.()
  }

  done(solution: SolverSolution): void {
    this.end = solution
    this.wake?.()
  }

  failed(reason: string): void {
    this.end = refuse('solver.failed', { reason })
    this.wake?.()
  }

  /** Until something is said, or the signal comes. */
  async next(signal?: AbortSignalLike): Promise<void> {
    if (this.end || signal?.aborted) return
    await new Promise<void>(resolve => {
      this.wake = resolve
      signal?.addEventListener('abort', resolve, { once: true })
    })
    if (this.wake) signal?.removeEventListener('abort', this.wake)
    this.wake = undefined
  }
}

function begin(
  context: HandlerContext,
  input: Input,
): { question: BestQuestion; news: News; run: SolverRun } | Refusal {
  const { world, ports } = context
  const question = bestQuestion(world, input.clusterId, input.objective)
  if (question instanceof Refusal) return question
  const news = new News()
  const run = ports.solve(question.model, { timeS: input.timeS, gap: bestGap }, news)
  return run instanceof Refusal ? run : { question, news, run }
}

/** Looks for the best plan beside the core and tells how far it is; the signal ends it. */
export async function* solvePlan(
  context: StreamContext,
  input: InputOf<'plan', 'solve'>,
): AsyncGenerator<SolveEvent, Refusal | undefined> {
  const work = begin(context, input)
  if (work instanceof Refusal) return work
  const { question, news, run } = work
  const { nowPoints, fastPoints } = question
  const least = Math.min(nowPoints, fastPoints)
  try {
    while (!context.signal?.aborted) {
      const { end, elapsedS, bestPoints = least, bound = 0 } = news
      if (end instanceof Refusal) return end
      if (end) {
        const { moves, solved } = bestAnswer(question, end)
        keep(context, input, { clusterId: input.clusterId, moves, solved })
        yield { type: 'done', solved, moves: moves.length }
        return undefined
      }
      const points = { costPoints: bestPoints, boundPoints: Math.max(0, bound) }
      yield { type: 'progress', elapsedS, nowPoints, fastPoints, ...points }
      await news.next(context.signal)
    }
    return undefined
  } finally {
    run.cancel()
  }
}

/** What was found enters the journal as it is; where nothing was, the solver is asked now. */
export async function prepareBest(
  context: HandlerContext,
  input: Input,
): Promise<BestWish | Refusal> {
  const kept = found.get(context.world)?.get(keyOf(context, input))
  if (kept) return kept
  const work = begin(context, input)
  if (work instanceof Refusal) return work
  const { question, news } = work
  while (!news.end) await news.next()
  if (news.end instanceof Refusal) return news.end
  return { clusterId: input.clusterId, ...bestAnswer(question, news.end) }
}

function best(context: HandlerContext, wish: BestWish) {
  const { world, caller } = context
  const draft = draftBest(world, wish)
  return (): Applied => {
    found.delete(world)
    const owner = { userId: caller.userId, ownerName: caller.name, isAutomatic: false }
    const plan = addPlan(world, { draft, wish: { scopeId: wish.clusterId }, ...owner })
    const jobId = recordJob(world, {
      ...{ name: 'job.plan.best', targetId: wish.clusterId, targetName: plan.scopeName, caller },
      changes: [
        { object: plan.name, property: 'Steps', before: '', after: `${plan.totals.steps} steps` },
      ],
    })
    const undo = { operation: 'plan.discard', input: { planId: plan.id } }
    return { id: plan.id, jobId, accepted: plan.totals.steps, undo }
  }
}

/** Plans that a solver found. */
export const planBestHandlers = { best }
