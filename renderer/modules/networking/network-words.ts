import { mdiAlertOutline, mdiCheckCircleOutline, mdiCloseOctagon } from '@mdi/js'
import type { ClusterNetworkView, VirtualNetworkRowView } from '../../../shared/contract/index.ts'
import type { StateValue } from '../../ui/index.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

const states: Record<ClusterNetworkView['state'], Omit<StateValue, 'label'>> = {
  up: { tone: 'idle', icon: mdiCheckCircleOutline },
  partitioned: { tone: 'warn', icon: mdiAlertOutline },
  down: { tone: 'crit', icon: mdiCloseOctagon },
}

/** The state of a cluster's network with icon and tone. */
export function networkState(t: Translate, state: ClusterNetworkView['state']): StateValue {
  return { ...states[state], label: t(`networking.state.${state}`) }
}

/** Whether an adapter has its link. */
export function linkState(t: Translate, isUp: boolean): StateValue {
  return { ...states[isUp ? 'up' : 'down'], label: t(`networking.link.${isUp ? 'up' : 'down'}`) }
}

type Reaching = Pick<VirtualNetworkRowView, 'reach' | 'because'> & { kind?: string }

/** How far a virtual network reaches; what is cut off though it should not be stands out. */
export function reachState(t: Translate, { reach, because, kind }: Reaching): StateValue {
  const label = t(`networking.reach.${reach}`)
  if (reach === 'outside') return { ...states[because ? 'partitioned' : 'up'], label }
  const isMeant = kind === 'private' || kind === 'internal'
  return { ...states[isMeant ? 'up' : 'down'], label }
}

/** A rate in the unit that a person says it in. */
export function rateText(t: Translate, mbps: number): string {
  return mbps >= 1000
    ? t('networking.gbps', { value: Math.round(mbps / 100) / 10 })
    : t('networking.mbps', { value: mbps })
}
