import {
  mdiAlert,
  mdiBellOutline,
  mdiCheckCircle,
  mdiCheckCircleOutline,
  mdiClockOutline,
  mdiCloseOctagon,
  mdiMinusCircleOutline,
  mdiRobotOutline,
} from '@mdi/js'
import type { TipSeverity, TipStatus } from '../../../../shared/domain/index.ts'
import type { Tone } from '../../../ui/index.ts'

/** How a status or a severity looks. A running one has no icon: its ring stands there. */
export interface TipLook {
  tone: Tone
  icon?: string
}

const looks: Record<TipStatus, TipLook> = {
  active: { tone: 'warn', icon: mdiBellOutline },
  initialized: { tone: 'busy', icon: mdiClockOutline },
  auto: { tone: 'busy', icon: mdiRobotOutline },
  running: { tone: 'busy' },
  resolved: { tone: 'ok', icon: mdiCheckCircle },
  failed: { tone: 'crit', icon: mdiCloseOctagon },
  dismissed: { tone: 'idle', icon: mdiMinusCircleOutline },
  closed: { tone: 'idle', icon: mdiCheckCircleOutline },
}

export function lookOfTip(status: TipStatus): TipLook {
  return looks[status]
}

export function lookOfSeverity(severity: TipSeverity): Required<TipLook> {
  return severity === 'critical'
    ? { tone: 'crit', icon: mdiCloseOctagon }
    : { tone: 'warn', icon: mdiAlert }
}

/** Whether the tip still asks for something or has something under way. */
export function isOpenTip(status: TipStatus): boolean {
  return status !== 'resolved' && status !== 'dismissed' && status !== 'closed'
}
