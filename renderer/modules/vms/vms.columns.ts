import type { VmRowView } from '../../../shared/contract/index.ts'
import { workloadProfiles, type VmState } from '../../../shared/domain/index.ts'
import { formatNumber, formatPercentage, type GridColumn } from '../../ui/index.ts'
import { loadTone } from '../host-groups/index.ts'
import { isOn, stateValue } from './vm-state.ts'
import { memoryPair } from './vm-units.ts'

type Translate = (key: string) => string
type Column = GridColumn<VmRowView>

/** The columns of the list of VMs. A column's key is the core's name for it in filter and sort. */
export function vmColumns(t: Translate): Column[] {
  const label = (key: string) => t(`vms.column.${key}`)
  const text = (key: string, value: (vm: VmRowView) => string | undefined, more: object = {}) =>
    ({ key, kind: 'text', label: label(key), value, sortable: true, ...more }) satisfies Column
  const number = (key: string, value: (vm: VmRowView) => number, more: object = {}) =>
    ({ key, kind: 'number', label: label(key), value, sortable: true, ...more }) satisfies Column
  const date = (key: string, value: (vm: VmRowView) => number | undefined) =>
    ({
      key,
      kind: 'date',
      label: label(key),
      value,
      sortable: true,
      hidden: true,
      width: 168,
    }) satisfies Column

  return [
    text('name', vm => vm.name, { strong: true, fixed: true, grow: true, width: 112 }),
    stateColumn(t),
    text('hostName', vm => vm.hostName, { width: 96 }),
    cpuColumn(t),
    memoryColumn(t),
    number('iops', vm => (isOn(vm) ? vm.iops : 0), { width: 60 }),
    text('ownerName', vm => vm.ownerName, { width: 92 }),
    text('roleName', vm => vm.roleName, { width: 94 }),
    text('operatingSystem', vm => vm.operatingSystem, { width: 180, hidden: true }),
    number('diskGib', vm => vm.diskGib, { width: 88, hidden: true, format: inGib }),
    number('cpuCount', vm => vm.cpuCount, { width: 72, hidden: true }),
    number('cpuWaitPercent', vm => vm.cpuWaitPercent, {
      ...{ width: 88, hidden: true, explains: t('vms.column.cpuWaitPercent.explained') },
      format: formatPercentage,
    }),
    number('quotaPoints', vm => vm.quotaPoints, { width: 88, hidden: true }),
    {
      key: 'tags',
      kind: 'tags',
      label: label('tags'),
      value: vm => vm.tags,
      sortable: true,
      hidden: true,
      width: 160,
    },
    text('hostGroupName', vm => vm.hostGroupName, { hidden: true }),
    text('clusterName', vm => vm.clusterName, { hidden: true }),
    text('templateName', vm => vm.templateName, { hidden: true }),
    text('workload', vm => workloadName(t, vm.workload), { hidden: true }),
    date('createdMs', vm => vm.createdMs),
    date('startedMs', vm => vm.startedMs),
  ]
}

/** The recycle bin adds when a VM went there, right behind its name. */
export function recycledColumns(t: Translate): Column[] {
  const [name, ...rest] = vmColumns(t)
  const recycled: Column = {
    key: 'recycledMs',
    kind: 'date',
    label: t('vms.column.recycledMs'),
    value: vm => vm.recycledMs,
    sortable: true,
    width: 176,
  }
  const ofRunning = new Set(['cpuPercent', 'memoryUsedMib', 'iops'])
  const still = rest.filter(column => !ofRunning.has(column.key))
  return name ? [name, recycled, ...still] : []
}

/** A built-in load profile by its translated name; a trace by its own. */
export function workloadName(t: Translate, workload: string): string {
  const profile = workloadProfiles.find(one => one === workload)
  return profile ? t(`vms.workload.${profile}`) : workload
}

function stateColumn(t: Translate): Column {
  return {
    key: 'state',
    kind: 'state',
    label: t('vms.column.state'),
    value: vm => stateValue(vm, (state: VmState) => t(`vms.state.${state}`)),
    sortable: true,
    width: 172,
  }
}

function cpuColumn(t: Translate): Column {
  return {
    key: 'cpuPercent',
    kind: 'sparkline',
    label: t('vms.column.cpuPercent'),
    explains: t('vms.column.cpuPercent.explained'),
    value(vm) {
      if (!isOn(vm)) return { points: [], label: t('vms.off') }
      const tone = loadTone(vm.cpuPercent)
      return { points: vm.cpuHistory, max: 100, label: formatPercentage(vm.cpuPercent), tone }
    },
    sortable: true,
    width: 128,
  }
}

function memoryColumn(t: Translate): Column {
  return {
    key: 'memoryUsedMib',
    kind: 'meter',
    label: t('vms.column.memoryUsedMib'),
    value(vm) {
      const usedMib = isOn(vm) ? vm.memoryUsedMib : 0
      return {
        share: usedMib / Math.max(1, vm.assignedMib),
        label: memoryPair(usedMib, vm.assignedMib),
      }
    },
    sortable: true,
    width: 148,
  }
}

function inGib(value: number): string {
  return `${formatNumber(value)} GB`
}
