import type { PlanStep } from '../../../shared/contract/index.ts'
import type { PlanStepStatus } from '../../../shared/domain/index.ts'

/** Steps of a plan that belong together, such as those of one node that is updated. */
export interface PlanPart {
  readonly key: string
  /** Absent where the plan has no parts. */
  readonly name?: string
  readonly steps: readonly PlanStep[]
  /** What a person should know first of its steps. */
  readonly status: PlanStepStatus
  readonly done: number
  readonly startS?: number
  readonly effort: { durationS: number; downtimeS: number; sentMib: number }
}

/** Of the steps of a part, the status that stands for it: the first of these that one has. */
const telling: readonly PlanStepStatus[] = ['running', 'failed', 'impossible', 'skipped', 'planned']

/** The steps of a plan by their parts, in their order; one without a name where none has any. */
export function partsOf(steps: readonly PlanStep[]): PlanPart[] {
  const runs: PlanStep[][] = []
  for (const step of steps) {
    const last = runs.at(-1)
    if (last && last[0]!.part === step.part) last.push(step)
    else runs.push([step])
  }
  return runs.map(partOf)
}

function partOf(steps: readonly PlanStep[]): PlanPart {
  const [first] = steps
  const name = first!.part
  const status = telling.find(one => steps.some(step => step.status === one)) ?? 'done'
  return {
    key: `${name ?? ''}-${first!.number}`,
    ...(name === undefined ? {} : { name }),
    ...{ steps, status, done: steps.filter(step => step.status === 'done').length },
    ...effortOf(steps),
  }
}

/** When the first of the steps begins, and what they take from then on. */
function effortOf(steps: readonly PlanStep[]): Pick<PlanPart, 'startS' | 'effort'> {
  const effort = { durationS: 0, downtimeS: 0, sentMib: 0 }
  let [startS, endS] = [Infinity, 0]
  for (const { status, startS: begins, forecast, measured } of steps) {
    const found = measured ?? forecast
    if (!found || status === 'dropped' || status === 'impossible') continue
    effort.downtimeS += found.downtimeS
    effort.sentMib += found.sentMib
    if (begins === undefined) continue
    startS = Math.min(startS, begins)
    endS = Math.max(endS, begins + found.durationS)
  }
  if (startS === Infinity) return { effort }
  return { startS, effort: { ...effort, durationS: endS - startS } }
}
