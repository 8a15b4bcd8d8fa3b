import { computed, ref, toValue, type ComputedRef, type MaybeRefOrGetter, type Ref } from 'vue'

/** One page of a wizard. */
export interface WizardStep {
  key: string
  /** Translated. */
  label: string
  /** What was decided there, in a few words. */
  summary?: string
  /** The fault of the page in words, undefined where one may go on. May ask elsewhere first. */
  validate?: () => string | undefined | Promise<string | undefined>
}

export type StepStatus = 'done' | 'current' | 'todo'

export interface WizardInput {
  steps: MaybeRefOrGetter<readonly WizardStep[]>
  /** The key of the page that is shown. */
  current: Ref<string | undefined>
  onFinish: () => void | Promise<void>
}

export interface Wizard {
  at: ComputedRef<number>
  isFirst: ComputedRef<boolean>
  isLast: ComputedRef<boolean>
  /** A page is being checked or the end is being carried out. */
  isBusy: Readonly<Ref<boolean>>
  fault: Ref<string | undefined>
  statusOf(index: number): StepStatus
  /** A page may be returned to once it was reached, and no page may be skipped. */
  canGoTo(index: number): boolean
  next(): Promise<void>
  previous(): void
  goTo(index: number): Promise<void>
}

/** Leads through pages in their order: every page is checked when it is left forwards. */
export function useWizard(input: WizardInput): Wizard {
  const steps = computed(() => toValue(input.steps))
  const at = computed(() =>
    Math.max(
      0,
      steps.value.findIndex(step => step.key === input.current.value),
    ),
  )
  const isBusy = ref(false)
  const fault = ref<string>()
  const reached = ref(new Set<string>())

  function show(index: number): void {
    const step = steps.value[index]
    if (!step) return
    fault.value = undefined
    reached.value.add(step.key)
    input.current.value = step.key
  }

  /** Whether the pages from one to before another are all in order; stops at the first fault. */
  async function passes(from: number, to: number): Promise<boolean> {
    for (let index = from; index < to; index += 1) {
      const found = await steps.value[index]?.validate?.()
      if (found === undefined) continue
      show(index)
      fault.value = found
      return false
    }
    return true
  }

  async function whileBusy(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    fault.value = undefined
    try {
      await work()
    } finally {
      isBusy.value = false
    }
  }

  show(at.value)

  return {
    at,
    isFirst: computed(() => at.value === 0),
    isLast: computed(() => at.value === steps.value.length - 1),
    isBusy,
    fault,
    statusOf(index) {
      if (index === at.value) return 'current'
      const step = steps.value[index]
      const wasReached = step !== undefined && reached.value.has(step.key)
      return wasReached || index < at.value ? 'done' : 'todo'
    },
    canGoTo: index => {
      const before = steps.value[index - 1]
      return index <= at.value || (before !== undefined && reached.value.has(before.key))
    },
    next: () =>
      whileBusy(async () => {
        const last = steps.value.length - 1
        if (at.value < last) {
          const target = at.value + 1
          if (await passes(target - 1, target)) show(target)
        } else if (await passes(0, last + 1)) await input.onFinish()
      }),
    previous: () => show(at.value - 1),
    goTo: index =>
      whileBusy(async () => {
        if (index <= at.value || (await passes(at.value, index))) show(index)
      }),
  }
}
