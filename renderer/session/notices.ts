import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import type { CommandAnswer } from '../../shared/contract/index.ts'
import type { RefusalView } from '../../shared/refusals/index.ts'
import { useToasts } from '../ui/index.ts'
import { failureOf } from './failure.ts'
import { operationInfo, type OperationName } from './operations.ts'
import { useRefusalText } from './refusal-text.ts'
import { runOperation } from './run-operation.ts'

export interface Notices {
  /** Says that a command was accepted, on how many objects, and offers to take it back. */
  done(name: string, answer: CommandAnswer | undefined, subject: string | undefined): void
  /** Says why not, and what to try next. */
  refused(refusal: RefusalView): void
  /** The name of an operation as the person knows it. */
  nameOf(name: string): string
}

/** The messages that answer what a person did. */
export function useNotices(): Notices {
  const { t, te } = useI18n({ useScope: 'global' })
  const router = useRouter()
  const route = useRoute()
  const toasts = useToasts()
  const describe = useRefusalText()

  function nameOf(name: string): string {
    const key = `action.${name}`
    return te(key) ? t(key) : (operationInfo(name)?.summary ?? name)
  }

  function done(
    name: string,
    answer: CommandAnswer | undefined,
    subject: string | undefined,
  ): void {
    const action = nameOf(name)
    const first = answer?.refused[0]
    const whole = subject
      ? t('session.done.on', { action, subject })
      : t('session.done', { action })
    const text = first
      ? t('session.done.partly', {
          action,
          accepted: answer.accepted,
          count: answer.accepted + answer.refused.length,
          reason: describe(first.refusal).text,
        })
      : whole
    toasts.show({ text, tone: first ? 'warn' : 'ok', action: wayOn(action, answer) })
  }

  function wayOn(action: string, answer: CommandAnswer | undefined) {
    const { undo, jobId } = answer ?? {}
    if (undo) return { label: t('common.undo'), run: () => void takeBack(action, undo) }
    if (!jobId) return undefined
    // In the portal the jobs stand on a page of their own; the console's is not to be seen there.
    const path = route.meta.surface === 'portal' ? '/portal/activity' : `/jobs/${jobId}`
    return { label: t('session.showJob'), run: () => void router.push(path) }
  }

  async function takeBack(action: string, undo: NonNullable<CommandAnswer['undo']>): Promise<void> {
    try {
      await runOperation(undo.operation as OperationName, undo.input as never)
      toasts.show({ text: t('session.undone', { action }) })
    } catch (error) {
      refused(failureOf(error))
    }
  }

  function refused(refusal: RefusalView): void {
    const { text, next } = describe(refusal)
    toasts.show({ text: `${text} ${next}`.trim(), tone: 'crit' })
  }

  return { done, refused, nameOf }
}
