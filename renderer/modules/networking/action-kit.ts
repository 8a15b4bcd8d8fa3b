import { useI18n } from 'vue-i18n'
import { failureOf, useNotices } from '../../session/index.ts'
import { useDialogs, type Dialogs, type MenuItem } from '../../ui/index.ts'

/** One line of the pane. */
export interface NetworkingAction extends MenuItem {
  icon: string
  busy: boolean
  run(): void
}

/** What the actions of each list share. */
export interface ActionKit {
  dialogs: Dialogs
  t: (key: string, values?: Record<string, unknown>) => string
  /** Asks something, says a refusal, and tells when something was done. */
  guarded(ask: () => Promise<unknown>): void
  /** A line of the pane; `blocked` says why it is not possible. */
  line(key: string, icon: string, blocked: string | undefined, run: () => void): NetworkingAction
}

/** The parts of which the actions of the workspace are made. */
export function useActionKit(onDone: () => void): ActionKit {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const notices = useNotices()

  async function ask(question: () => Promise<unknown>): Promise<void> {
    try {
      if (await question()) onDone()
    } catch (error) {
      notices.refused(failureOf(error))
    }
  }

  return {
    dialogs,
    t,
    guarded: question => void ask(question),
    line: (key, icon, blocked, run) => ({
      ...{ key, icon, label: t(`networking.action.${key}`), detail: blocked },
      ...{ disabled: blocked !== undefined, busy: false, run },
    }),
  }
}
