import {
  mdiCheckCircle,
  mdiCheckCircleOutline,
  mdiCircleOutline,
  mdiClockOutline,
  mdiCloseOctagon,
  mdiDebugStepOver,
  mdiMinusCircleOutline,
} from '@mdi/js'
import type { JobDetails, JobRowView, JobStatus } from '../../../shared/contract/index.ts'
import type { Tone } from '../../ui/index.ts'

/** How a status looks. A running one has no icon: its progress ring stands there. */
export interface StatusLook {
  tone: Tone
  icon?: string
}

const looks: Record<JobStatus, StatusLook> = {
  waiting: { tone: 'idle', icon: mdiClockOutline },
  running: { tone: 'busy' },
  // Completed is the normal case of a history and stays grey; colour is for what wants a look.
  completed: { tone: 'idle', icon: mdiCheckCircleOutline },
  'completed-with-info': { tone: 'warn', icon: mdiCheckCircle },
  failed: { tone: 'crit', icon: mdiCloseOctagon },
  cancelled: { tone: 'idle', icon: mdiMinusCircleOutline },
}

/** How a job of that status looks. */
export function lookOfStatus(status: JobStatus): StatusLook {
  return looks[status]
}

type StepStatus = JobDetails['steps'][number]['status']

const stepLooks: Record<StepStatus, StatusLook> = {
  'not-started': { tone: 'idle', icon: mdiCircleOutline },
  running: { tone: 'busy' },
  completed: { tone: 'ok', icon: mdiCheckCircle },
  failed: { tone: 'crit', icon: mdiCloseOctagon },
  skipped: { tone: 'idle', icon: mdiDebugStepOver },
}

/** How a step of that status looks. */
export function lookOfStep(status: StepStatus): StatusLook {
  return stepLooks[status]
}

/** Whether the job still has something ahead of it. */
export function isOpen(job: Pick<JobRowView, 'status'>): boolean {
  return job.status === 'waiting' || job.status === 'running'
}

/** How long a job has taken so far, in simulated ms; never below zero. */
export function durationOf(job: Pick<JobRowView, 'startedMs' | 'endedMs'>, nowMs: number): number {
  return Math.max(0, (job.endedMs ?? nowMs) - job.startedMs)
}
