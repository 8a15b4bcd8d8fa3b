import {
  mdiCheckCircle,
  mdiCheckCircleOutline,
  mdiCircleOutline,
  mdiCloseOctagon,
  mdiDebugStepOver,
  mdiFileDocumentOutline,
  mdiMinusCircleOutline,
  mdiScaleBalance,
} from '@mdi/js'
import type { PlanDetails, PlanStep } from '../../../shared/contract/index.ts'
import type { PlanStatus, PlanStepStatus } from '../../../shared/domain/index.ts'
import { formatDuration, formatMib, formatNumber, type Tone } from '../../ui/index.ts'

interface Look {
  tone: Tone
  icon?: string
}

const looks: Readonly<Record<PlanStatus, Look>> = {
  proposed: { tone: 'idle', icon: mdiFileDocumentOutline },
  empty: { tone: 'idle', icon: mdiScaleBalance },
  running: { tone: 'busy' },
  stopping: { tone: 'busy' },
  completed: { tone: 'ok', icon: mdiCheckCircle },
  partial: { tone: 'warn', icon: mdiCheckCircle },
  stopped: { tone: 'idle', icon: mdiMinusCircleOutline },
}

const stepLooks: Readonly<Record<PlanStepStatus, Look>> = {
  planned: { tone: 'idle', icon: mdiCircleOutline },
  dropped: { tone: 'idle', icon: mdiDebugStepOver },
  impossible: { tone: 'warn', icon: mdiMinusCircleOutline },
  running: { tone: 'busy' },
  done: { tone: 'ok', icon: mdiCheckCircleOutline },
  failed: { tone: 'crit', icon: mdiCloseOctagon },
  skipped: { tone: 'idle', icon: mdiDebugStepOver },
}

/** How a plan of that status looks. */
export function lookOfPlan(status: PlanStatus): Look {
  return looks[status]
}

/** How a step of that status looks. */
export function lookOfPlanStep(status: PlanStepStatus): Look {
  return stepLooks[status]
}

/** Whether the plan has something under way. */
export function isRunning({ status }: Pick<PlanDetails, 'status'>): boolean {
  return status === 'running' || status === 'stopping'
}

/** Seconds, also the short ones of a downtime. */
export function secondsText(seconds: number): string {
  return seconds < 10 ? `${formatNumber(seconds, 1)} s` : formatDuration(seconds * 1000)
}

/** Points of imbalance. */
export function pointsText(points: number): string {
  return formatNumber(points, 2)
}

/** A load in the two figures that people look at first. */
export function loadText(load: NonNullable<PlanStep['source']>['before']): string {
  return `${formatNumber(load.cpuPercent)} %, ${formatMib(load.memoryMib)}`
}
