import { mdiAutorenew, mdiDeleteOutline, mdiPlay, mdiPlayPause, mdiPlus, mdiStop } from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PlanDetails } from '../../../shared/contract/index.ts'
import { useCommand } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import { usePropose } from '../optimize/index.ts'
import { discardBlocked, resumeBlocked, runBlocked, stopBlocked } from './plan-blocked.ts'
import ProposeDialog from './ProposeDialog.vue'
import RunDialog from './RunDialog.vue'

export interface PlanAction {
  key: string
  label: string
  icon: string
  detail?: string
  disabled: boolean
  divided?: boolean
  run(): void
}

interface PlanActionsInput {
  plan: () => PlanDetails | undefined
  onDone: () => Promise<void>
  onGone: () => void
}

/** What can be done with the chosen plan, each with why it is not possible. */
export function usePlanActions(input: PlanActionsInput) {
  const { plan } = input
  const { t } = useI18n({ useScope: 'global' })
  const propose = usePropose()
  const act = usePlanCommands(input)

  const actions: ComputedRef<PlanAction[]> = computed(() => {
    const now = plan()
    const again = () => propose.optimize(now!.scopeId)
    return [
      ...(propose.isPermitted.value ? [line('create', mdiPlus, undefined, act.create)] : []),
      ...(now && act.mayRun.value
        ? [
            { ...line('run', mdiPlay, runBlocked(now), act.run), divided: true },
            ...(now.kind === 'rolling-update'
              ? [line('resume', mdiPlayPause, resumeBlocked(now), act.resume)]
              : []),
            line('stop', mdiStop, stopBlocked(now), act.stop),
          ]
        : []),
      ...(now && act.mayDrop.value
        ? [
            { ...line('again', mdiAutorenew, undefined, again), detail: t('plans.do.againDetail') },
            line('discard', mdiDeleteOutline, discardBlocked(now), act.discard),
          ]
        : []),
    ]
  })

  function line(
    key: string,
    icon: string,
    blocked: string | undefined,
    run: () => Promise<void>,
  ): PlanAction {
    const detail = blocked && t(blocked)
    const label = t(`plans.do.${key}`)
    return { key, label, icon, detail, disabled: blocked !== undefined, run: () => void run() }
  }

  return { actions, ...act }
}

/** The commands behind the lines of the pane and the boxes of the table. */
function usePlanCommands({ plan, onDone, onGone }: PlanActionsInput) {
  const dialogs = useDialogs()
  const subject = () => plan()?.name
  const commands = {
    stop: useCommand('plan.stop', { subject }),
    resume: useCommand('plan.resume', { subject }),
    discard: useCommand('plan.discard', { subject }),
    edit: useCommand('plan.edit', { subject, isQuiet: true }),
  }

  async function run(): Promise<void> {
    const now = plan()
    if (!now || runBlocked(now)) return
    if (await dialogs.open<boolean>(RunDialog, { plan: now })) await onDone()
  }

  async function stop(): Promise<void> {
    const now = plan()
    if (!now || stopBlocked(now)) return
    await commands.stop.run({ planId: now.id })
    await onDone()
  }

  async function resume(): Promise<void> {
    const now = plan()
    if (!now || resumeBlocked(now)) return
    await commands.resume.run({ planId: now.id })
    await onDone()
  }

  async function discard(): Promise<void> {
    const now = plan()
    if (now && (await commands.discard.run({ planId: now.id }))) onGone()
  }

  /** Leaves steps out, or takes them in again. */
  async function drop(dropped: readonly number[]): Promise<void> {
    const now = plan()
    if (!now) return
    await commands.edit.run({ planId: now.id, dropped: [...dropped] })
    await onDone()
  }

  return {
    ...{ run, resume, stop, discard, drop },
    create: async () => void (await dialogs.open(ProposeDialog, {})),
    mayRun: commands.stop.isPermitted,
    mayDrop: commands.edit.isPermitted,
    isDropping: commands.edit.isRunning,
  }
}
