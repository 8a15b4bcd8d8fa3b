import { readonly, ref, type Ref } from 'vue'
import type { InputOf } from '../../../session/index.ts'

export type PlanStep = InputOf<'storage.change'>['steps'][number]

export interface PendingPlan {
  readonly steps: Readonly<Ref<readonly PlanStep[]>>
  /** Puts steps behind those that are there. */
  add(steps: readonly PlanStep[]): void
  /** Takes the last step away again. */
  dropLast(): void
  clear(): void
}

/** Steps that wait to be committed together; they are this window's own until then. */
const pending = ref<readonly PlanStep[]>([])

export function usePendingPlan(): PendingPlan {
  return {
    steps: readonly(pending) as Readonly<Ref<readonly PlanStep[]>>,
    add: steps => void (pending.value = joinPlans(pending.value, steps)),
    dropLast: () => void (pending.value = pending.value.slice(0, -1)),
    clear: () => void (pending.value = []),
  }
}

/** Steps behind others: what they name by the number of a step moves with them. */
export function joinPlans(first: readonly PlanStep[], then: readonly PlanStep[]): PlanStep[] {
  const moved = then.map(step => {
    const entries = Object.entries(step).map(([key, value]) => [key, shifted(value, first.length)])
    return Object.fromEntries(entries) as PlanStep
  })
  return [...first, ...moved]
}

function shifted(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map(one => shifted(one, by))
  const isReference = typeof value === 'string' && /^step-\d+$/.test(value)
  return isReference ? `step-${Number(value.slice('step-'.length)) + by}` : value
}
