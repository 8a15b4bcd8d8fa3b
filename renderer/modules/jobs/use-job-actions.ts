import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { JobDetails } from '../../../shared/contract/index.ts'
import { useCommand } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import { isOpen } from './job-status.ts'
import { useJobTexts } from './use-job-texts.ts'

export interface JobAction {
  isPermitted: boolean
  canRun: boolean
  isRunning: boolean
  blockedBecause: string | undefined
  run(): Promise<void>
}

/** Cancel and restart of one job, each with why it is not possible. */
export function useJobActions(
  job: () => JobDetails | undefined,
  onDone: () => Promise<void>,
): { cancel: ComputedRef<JobAction>; restart: ComputedRef<JobAction> } {
  const { t } = useI18n()
  const texts = useJobTexts()
  const dialogs = useDialogs()
  const subject = () => job()?.targetName
  const cancel = useCommand('job.cancel', { subject })
  const restart = useCommand('job.restart', { subject })

  const cancelBlocked = computed(() => {
    const current = job()
    if (!current) return t('jobs.chooseOne')
    if (current.cancellable) return undefined
    return t(isOpen(current) ? 'jobs.cancelNot' : 'jobs.cancelEnded')
  })
  const restartBlocked = computed(() => {
    const current = job()
    if (!current) return t('jobs.chooseOne')
    if (current.restartable) return undefined
    if (current.children > 0) return t('jobs.restartChildren')
    const hasEnded = current.status === 'failed' || current.status === 'cancelled'
    return t(hasEnded ? 'jobs.restartNot' : 'jobs.restartOnly')
  })

  async function runCancel(): Promise<void> {
    const current = job()
    if (!current || cancelBlocked.value) return
    const isSure = await dialogs.confirm({
      title: t('jobs.cancelTitle', { job: texts.nameOf(current), target: current.targetName }),
      consequences: [
        t('jobs.cancelStep'),
        ...(current.children > 0 ? [t('jobs.cancelChildren')] : []),
        t('jobs.cancelRestart'),
      ],
      confirmLabel: t('jobs.cancel'),
      cancelLabel: t('jobs.keepRunning'),
      danger: true,
    })
    if (!isSure) return
    await cancel.run({ jobId: current.id })
    await onDone()
  }

  async function runRestart(): Promise<void> {
    const current = job()
    if (!current || restartBlocked.value) return
    await restart.run({ jobId: current.id })
    await onDone()
  }

  return {
    cancel: computed(() => ({
      isPermitted: cancel.isPermitted.value,
      canRun: cancelBlocked.value === undefined,
      isRunning: cancel.isRunning.value,
      blockedBecause: cancelBlocked.value,
      run: runCancel,
    })),
    restart: computed(() => ({
      isPermitted: restart.isPermitted.value,
      canRun: restartBlocked.value === undefined,
      isRunning: restart.isRunning.value,
      blockedBecause: restartBlocked.value,
      run: runRestart,
    })),
  }
}
