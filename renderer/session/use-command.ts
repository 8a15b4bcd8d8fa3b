import {
  computed,
  ref,
  shallowRef,
  toValue,
  type ComputedRef,
  type MaybeRefOrGetter,
  type Ref,
} from 'vue'
import type { CommandAnswer } from '../../shared/contract/index.ts'
import type { RefusalView } from '../../shared/refusals/index.ts'
import { failureOf } from './failure.ts'
import { useNotices } from './notices.ts'
import { operationInfo, type InputOf, type OperationName, type OutputOf } from './operations.ts'
import { runOperation } from './run-operation.ts'
import { useSession } from './use-session.ts'
import type { Privilege } from '../../shared/rights/index.ts'

export interface CommandOptions {
  /** Why it is not possible now, as the core said or a shared precondition finds; translated. */
  blockedBecause?: MaybeRefOrGetter<string | undefined>
  /** The objects in words for the message, such as a name or a count. */
  subject?: MaybeRefOrGetter<string | undefined>
  /** A form shows the refusal itself: no message for it. */
  showsRefusal?: boolean
  /** No message when it is done, for what is seen at once anyway. */
  isQuiet?: boolean
}

/** How the message after a command names it where the person called it otherwise. */
export interface Said {
  /** The end of a key `action.<action>`, such as `vm.rename` for an update of the name. */
  action?: string
  subject?: string
}

export interface Command<Name extends OperationName> {
  /** Carries it out. Undefined when it was refused; the refusal is then said, or left in `refusal`. */
  run(input: InputOf<Name>, said?: Said): Promise<OutputOf<Name> | undefined>
  /** Whether the right is held on anything at all. Without it the action is not shown. */
  readonly isPermitted: ComputedRef<boolean>
  readonly canRun: ComputedRef<boolean>
  readonly blockedBecause: ComputedRef<string | undefined>
  /** Whether it is under way, from wherever it was started. */
  readonly isRunning: ComputedRef<boolean>
  /** Why the last run was refused. */
  readonly refusal: Readonly<Ref<RefusalView | undefined>>
}

const running = ref<Readonly<Record<string, number>>>({})

/**
 * One action of a person: `const start = useCommand('vm.start')`, then `start.run({ vmIds })`. The
 * menu, the toolbar and the keyboard share it and say the same: not permitted is hidden, not
 * possible
 * is disabled with its reason.
 */
export function useCommand<Name extends OperationName>(
  name: Name,
  options: CommandOptions = {},
): Command<Name> {
  const session = useSession()
  const notices = useNotices()
  const refusal = shallowRef<RefusalView>()
  const isRunning = computed(() => (running.value[name] ?? 0) > 0)
  const blockedBecause = computed(() => toValue(options.blockedBecause))
  const isPermitted = computed(() => holdsRight(session.can, name))

  async function run(input: InputOf<Name>, said: Said = {}): Promise<OutputOf<Name> | undefined> {
    refusal.value = undefined
    count(name, 1)
    try {
      const answer = await runOperation(name, input)
      if (!options.isQuiet) {
        const { action = name, subject = toValue(options.subject) } = said
        notices.done(action, asAnswer(answer), subject)
      }
      return answer
    } catch (error) {
      refusal.value = failureOf(error)
      if (!options.showsRefusal) notices.refused(refusal.value)
      return undefined
    } finally {
      count(name, -1)
    }
  }

  return {
    run,
    isPermitted,
    canRun: computed(() => isPermitted.value && blockedBecause.value === undefined),
    blockedBecause,
    isRunning,
    refusal,
  }
}

function holdsRight(can: (privilege: Privilege) => boolean, name: OperationName): boolean {
  const privilege = operationInfo(name)?.meta.privilege
  if (privilege === undefined) return false
  return privilege === 'public' || privilege === 'signed-in' || can(privilege)
}

function count(name: OperationName, step: 1 | -1): void {
  running.value = { ...running.value, [name]: (running.value[name] ?? 0) + step }
}

/** A few commands answer something of their own and no job. */
function asAnswer(answer: unknown): CommandAnswer | undefined {
  const isAnswer = typeof answer === 'object' && answer !== null && 'accepted' in answer
  return isAnswer ? (answer as CommandAnswer) : undefined
}
