import { mdiCheckCircleOutline, mdiCloseOctagon, mdiProgressClock, mdiWrenchOutline } from '@mdi/js'
import type { HostRowView } from '../../../shared/contract/index.ts'
import type { StateValue } from '../../ui/index.ts'

const looks: Record<HostRowView['status'], Omit<StateValue, 'label'>> = {
  // Responding is the normal case and stays grey.
  responding: { tone: 'idle', icon: mdiCheckCircleOutline },
  'not-responding': { tone: 'crit', icon: mdiCloseOctagon },
  pending: { tone: 'busy', icon: mdiProgressClock },
  maintenance: { tone: 'warn', icon: mdiWrenchOutline },
}

/** The status of a host with icon and tone. `label` translates it. */
export function statusValue(
  host: Pick<HostRowView, 'status'>,
  label: (status: HostRowView['status']) => string,
): StateValue {
  return { ...looks[host.status], label: label(host.status) }
}
