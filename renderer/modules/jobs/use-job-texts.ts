import { useI18n } from 'vue-i18n'
import type { JobRowView, JobStatus } from '../../../shared/contract/index.ts'
import { operationInfo, useRefusalText } from '../../session/index.ts'
import { formatNumber, formatPercentage, type StateValue } from '../../ui/index.ts'
import { isOpen, lookOfStatus } from './job-status.ts'

type Naming = Pick<JobRowView, 'name'>

export interface JobTexts {
  /** The job's name as the person knows it. */
  nameOf(job: Naming): string
  statusOf(status: JobStatus): string
  /** Status with icon, tone and how far it is. */
  stateOf(job: JobRowView): StateValue
  /** What a bulk job has behind it: "12 of 50"; undefined for a job of one object. */
  childrenOf(job: JobRowView): string | undefined
  /** The job in front of an open one, or that there is one. */
  waitingFor(job: JobRowView): string | undefined
  /** Why it failed and what to try next. */
  failureOf(job: Pick<JobRowView, 'failure'>): { text: string; next: string } | undefined
}

/** The words of jobs, in one place for list, details, chip and drawer. */
export function useJobTexts(): JobTexts {
  const { t, te } = useI18n({ useScope: 'global' })
  const describe = useRefusalText()

  function nameOf({ name }: Naming): string {
    // A job is named by its key; an audit record names the operation, which may be one of jobs.
    if (name.startsWith('job.') && te(name)) return t(name)
    const key = `job.${name}`
    return te(key) ? t(key) : (operationInfo(name)?.summary ?? name)
  }

  function childrenOf(job: JobRowView): string | undefined {
    if (job.children === 0) return undefined
    const counts = {
      done: formatNumber(job.childrenDone),
      count: formatNumber(job.children),
      failed: formatNumber(job.childrenFailed),
    }
    if (job.childrenFailed === 0) return t('jobs.childrenDone', counts)
    return t(isOpen(job) ? 'jobs.childrenFailing' : 'jobs.childrenFailed', counts)
  }

  function detailOf(job: JobRowView): string | undefined {
    const children = childrenOf(job)
    if (children) return children
    return job.status === 'running' ? formatPercentage(job.progressPercent) : undefined
  }

  return {
    nameOf,
    childrenOf,
    waitingFor(job) {
      if (!isOpen(job) || !job.waitingFor) return undefined
      return nameOf({ name: job.waitingFor })
    },
    statusOf: status => t(`jobs.status.${status}`),
    stateOf: job => ({
      ...lookOfStatus(job.status),
      label: t(`jobs.status.${job.status}`),
      detail: detailOf(job),
      share: job.progressPercent / 100,
    }),
    failureOf: ({ failure }) => failure && describe(failure),
  }
}
