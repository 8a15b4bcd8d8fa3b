import {
  mdiArchiveOutline,
  mdiCloseOctagon,
  mdiFileQuestionOutline,
  mdiLanDisconnect,
  mdiMoonWaxingCrescent,
  mdiPauseCircleOutline,
  mdiPlayCircle,
  mdiSquareOutline,
} from '@mdi/js'
import type { VmRowView } from '../../../shared/contract/index.ts'
import { busyVmStates, type VmState } from '../../../shared/domain/index.ts'
import type { StateValue, Tone } from '../../ui/index.ts'

interface StateLook {
  tone: Tone
  icon?: string
}

/** States that rest, each with a shape of its own. The others are under way and turn. */
const looks: Partial<Record<VmState, StateLook>> = {
  running: { tone: 'ok', icon: mdiPlayCircle },
  stopped: { tone: 'idle', icon: mdiSquareOutline },
  saved: { tone: 'idle', icon: mdiMoonWaxingCrescent },
  paused: { tone: 'idle', icon: mdiPauseCircleOutline },
  stored: { tone: 'idle', icon: mdiArchiveOutline },
  'migration-failed': { tone: 'crit', icon: mdiCloseOctagon },
  'creation-failed': { tone: 'crit', icon: mdiCloseOctagon },
  'customization-failed': { tone: 'crit', icon: mdiCloseOctagon },
  'host-not-responding': { tone: 'crit', icon: mdiLanDisconnect },
  missing: { tone: 'crit', icon: mdiFileQuestionOutline },
}

type Stateful = Pick<VmRowView, 'state' | 'progressPercent'>

/** The state of a VM with icon, tone and how far its job is. `label` translates the state. */
export function stateValue(vm: Stateful, label: (state: VmState) => string): StateValue {
  const look = looks[vm.state] ?? { tone: 'busy' }
  const value: StateValue = { ...look, label: label(vm.state) }
  if (vm.progressPercent === undefined) return value
  const percent = Math.round(vm.progressPercent)
  return { ...value, detail: `${percent} %`, share: percent / 100 }
}

/** Whether the guest uses processor and memory now, so that its figures mean something. */
export function isOn(vm: Pick<VmRowView, 'state'>): boolean {
  const isMoving = vm.state === 'transferring' || vm.state === 'cloning'
  return vm.state === 'running' || vm.state === 'paused' || (isBusy(vm) && !isMoving)
}

/** Whether a process owns the VM. */
export function isBusy(vm: Pick<VmRowView, 'state'>): boolean {
  return busyVmStates.has(vm.state)
}
