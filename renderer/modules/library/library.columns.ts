import { mdiCheckCircleOutline, mdiEyeOffOutline } from '@mdi/js'
import type {
  DiskRowView,
  GuestOsProfileView,
  HardwareProfileView,
  ShareRowView,
  TemplateRowView,
} from '../../../shared/contract/index.ts'
import { formatNumber, type GridColumn } from '../../ui/index.ts'
import { formatGib, uncOf } from './model/index.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Which columns the list of templates has. */
export function templateColumns(t: Translate): GridColumn<TemplateRowView>[] {
  return [
    nameColumn(t),
    {
      key: 'state',
      kind: 'state',
      label: t('library.column.state'),
      width: 100,
      sortable: true,
      value: row =>
        row.enabled
          ? { label: t('library.template.enabled'), tone: 'idle', icon: mdiCheckCircleOutline }
          : { label: t('library.template.disabled'), tone: 'idle', icon: mdiEyeOffOutline },
    },
    text('system', t('library.column.system'), 200, row => row.guestOs.operatingSystem),
    figure('cpu', t('library.column.cpu'), 52, row => row.hardware.cpuCount),
    figure('memory', t('library.column.memory'), 88, row => row.hardware.memoryMib, mb),
    figure('size', t('library.column.disk'), 76, row => row.diskGib, formatGib),
    figure('points', t('library.column.points'), 64, row => row.quotaPoints),
    figure('vms', t('library.column.deployed'), 80, row => row.deployedVms),
    { ...text('disk', t('library.column.diskName'), 180, row => row.diskName), hidden: true },
    {
      ...text('workload', t('library.column.workload'), 132, row =>
        t(`library.workload.${row.workload}`),
      ),
      hidden: true,
    },
  ]
}

/** Which columns the list of hardware profiles has. */
export function hardwareProfileColumns(t: Translate): GridColumn<HardwareProfileView>[] {
  return [
    nameColumn(t),
    figure('cpu', t('library.column.cpu'), 52, row => row.cpuCount),
    figure('memory', t('library.column.memory'), 96, row => row.memoryMib, mb),
    figure('weight', t('library.column.weight'), 80, row => row.cpuWeight),
    figure('adapters', t('library.column.adapters'), 84, row => row.networks.length),
    text('available', t('library.column.available'), 140, row =>
      t(row.highlyAvailable ? 'common.yes' : 'common.no'),
    ),
    {
      ...text('description', t('library.column.description'), 200, row => row.description),
      grow: true,
    },
  ]
}

/** Which columns the list of guest operating system profiles has. */
export function guestOsProfileColumns(t: Translate): GridColumn<GuestOsProfileView>[] {
  return [
    nameColumn(t),
    text('system', t('library.column.system'), 200, row => row.operatingSystem),
    text('computerName', t('library.column.computerName'), 112, row => row.computerName),
    text('timeZone', t('library.column.timeZone'), 112, row => row.timeZone),
    text('domain', t('library.column.domain'), 116, row => row.domain),
    {
      ...text('description', t('library.column.description'), 140, row => row.description),
      grow: true,
    },
  ]
}

/** Which columns the list of virtual hard disks has. */
export function diskColumns(t: Translate): GridColumn<DiskRowView>[] {
  return [
    nameColumn(t),
    text('share', t('library.column.share'), 156, row => row.shareName),
    text('system', t('library.column.system'), 170, row => row.operatingSystem),
    text('format', t('library.column.format'), 80, row => t(`library.format.${row.format}`)),
    figure('size', t('library.column.size'), 72, row => row.sizeGib, formatGib),
    {
      key: 'used',
      kind: 'meter',
      label: t('library.column.fileSize'),
      width: 120,
      sortable: true,
      value: row => ({
        share: row.usedGib / Math.max(1, row.sizeGib),
        label: formatGib(row.usedGib),
      }),
    },
    text('sysprepped', t('library.column.sysprepped'), 92, row =>
      t(row.sysprepped ? 'common.yes' : 'common.no'),
    ),
  ]
}

/** Which columns the list of library shares has. */
export function shareColumns(t: Translate): GridColumn<ShareRowView>[] {
  return [
    nameColumn(t),
    text('path', t('library.column.path'), 260, row => uncOf(row)),
    text('group', t('library.column.hostGroup'), 180, row => row.hostGroupName),
    figure('disks', t('library.column.disks'), 100, row => row.disks),
    figure('used', t('library.column.used'), 100, row => row.usedGib, formatGib),
  ]
}

function nameColumn<Row extends { name: string }>(t: Translate): GridColumn<Row> {
  return {
    key: 'name',
    kind: 'text',
    label: t('common.name'),
    width: 180,
    grow: true,
    sortable: true,
    strong: true,
    fixed: true,
    value: row => row.name,
  }
}

function text<Row>(
  key: string,
  label: string,
  width: number,
  value: (row: Row) => string,
): GridColumn<Row> {
  return { key, kind: 'text', label, width, sortable: true, value }
}

function figure<Row>(
  key: string,
  label: string,
  width: number,
  value: (row: Row) => number,
  format: (value: number) => string = formatNumber,
): GridColumn<Row> {
  return { key, kind: 'number', label, width, sortable: true, value, format: one => format(one) }
}

function mb(value: number): string {
  return `${formatNumber(value)} MB`
}
