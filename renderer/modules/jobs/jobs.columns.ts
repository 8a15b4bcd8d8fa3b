import type { JobRowView } from '../../../shared/contract/index.ts'
import {
  formatDateTime,
  formatDuration,
  type FilterField,
  type GridColumn,
} from '../../ui/index.ts'
import { durationOf } from './job-status.ts'
import type { JobTexts } from './use-job-texts.ts'

export interface JobColumnsInput {
  t: (key: string) => string
  texts: JobTexts
  /** The simulated time, up to which open jobs count. */
  nowMs: () => number
}

/** The columns of a list of jobs. Duration follows the clock by itself. */
export function jobColumns({ t, texts, nowMs }: JobColumnsInput): GridColumn<JobRowView>[] {
  return [
    {
      key: 'name',
      kind: 'text',
      label: t('jobs.name'),
      value: job => texts.nameOf(job),
      width: 200,
      grow: true,
      sortable: true,
      strong: true,
      fixed: true,
    },
    {
      key: 'status',
      kind: 'state',
      label: t('jobs.status'),
      value: job => texts.stateOf(job),
      width: 256,
      sortable: true,
    },
    {
      key: 'targetName',
      kind: 'text',
      label: t('jobs.target'),
      value: job => job.targetName,
      width: 160,
      sortable: true,
    },
    {
      key: 'ownerName',
      kind: 'text',
      label: t('jobs.owner'),
      value: job => job.ownerName,
      width: 136,
      sortable: true,
    },
    {
      key: 'startedMs',
      kind: 'date',
      label: t('jobs.started'),
      value: job => job.startedMs,
      format: at => formatDateTime(at),
      width: 172,
      sortable: true,
    },
    {
      key: 'duration',
      kind: 'number',
      label: t('jobs.duration'),
      value: job => shownDuration(job, nowMs()),
      format: formatDuration,
      width: 96,
    },
    {
      key: 'waitingFor',
      kind: 'text',
      label: t('jobs.waitingFor'),
      value: job => texts.waitingFor(job),
      width: 160,
    },
    ...rareColumns(t),
  ]
}

/** Columns that are not shown until they are chosen. */
function rareColumns(t: JobColumnsInput['t']): GridColumn<JobRowView>[] {
  return [
    {
      key: 'endedMs',
      kind: 'date',
      label: t('jobs.ended'),
      value: job => job.endedMs,
      format: at => formatDateTime(at),
      width: 172,
      sortable: true,
      hidden: true,
    },
    {
      key: 'cmdlet',
      kind: 'text',
      label: t('jobs.cmdlet'),
      value: job => job.cmdlet,
      width: 220,
      hidden: true,
    },
  ]
}

/** How long it took; nothing for a job that has not begun, and for a change that took no time. */
function shownDuration(job: JobRowView, nowMs: number): number | undefined {
  const isInstant = job.endedMs === job.startedMs
  return job.status === 'waiting' || isInstant ? undefined : durationOf(job, nowMs)
}

/** What conditions on jobs may ask about. */
export function jobFields(
  t: (key: string) => string,
  statuses: readonly { value: string; label: string }[],
): FilterField[] {
  return [
    { field: 'status', label: t('jobs.status'), kind: 'choice', options: statuses },
    { field: 'targetName', label: t('jobs.target'), kind: 'text' },
    { field: 'ownerName', label: t('jobs.owner'), kind: 'text' },
    { field: 'cmdlet', label: t('jobs.cmdlet'), kind: 'text' },
  ]
}
