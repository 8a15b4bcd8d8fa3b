import {
  mdiAlertOutline,
  mdiCheckCircleOutline,
  mdiCloseOctagon,
  mdiPowerSleep,
  mdiProgressClock,
  mdiWrenchOutline,
} from '@mdi/js'
import type { HostRowView } from '../../../shared/contract/index.ts'
import type { StateValue } from '../../ui/index.ts'

const looks: Record<HostRowView['status'], Omit<StateValue, 'label'>> = {
  // Responding is the normal case and stays grey.
  responding: { tone: 'idle', icon: mdiCheckCircleOutline },
  'not-responding': { tone: 'crit', icon: mdiCloseOctagon },
  // Off by choice.
  'powered-off': { tone: 'idle', icon: mdiPowerSleep },
  pending: { tone: 'busy', icon: mdiProgressClock },
  maintenance: { tone: 'warn', icon: mdiWrenchOutline },
}

/** The status of a host with icon and tone; one that responds tells whether its cluster is over-committed. `label` translates it. */
export function statusValue(
  host: Pick<HostRowView, 'status'> & { overCommitted?: string },
  label: (status: HostRowView['status'] | 'over-committed') => string,
): StateValue {
  if (host.status === 'responding' && host.overCommitted !== undefined) {
    return { tone: 'warn', icon: mdiAlertOutline, label: label('over-committed') }
  }
  return { ...looks[host.status], label: label(host.status) }
}
