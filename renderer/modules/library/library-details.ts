import type {
  DiskRowView,
  GuestOs,
  GuestOsProfileView,
  Hardware,
  HardwareProfileView,
  ShareRowView,
  TemplateRowView,
} from '../../../shared/contract/index.ts'
import { formatNumber, formatPercentage, type KeyValuePair } from '../../ui/index.ts'
import { formatGib, hardwareLine, uncOf } from './model/index.ts'

/** What is chosen in the library. */
export type LibraryItem =
  | { kind: 'template'; row: TemplateRowView }
  | { kind: 'hardwareProfile'; row: HardwareProfileView }
  | { kind: 'guestOsProfile'; row: GuestOsProfileView }
  | { kind: 'disk'; row: DiskRowView }
  | { kind: 'share'; row: ShareRowView }

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Names and values of the chosen thing, in the order in which its form asks for them. */
export function detailPairs(item: LibraryItem, t: Translate): KeyValuePair[] {
  if (item.kind === 'template') return templatePairs(item.row, t)
  if (item.kind === 'hardwareProfile') return hardwarePairs(item.row, t)
  if (item.kind === 'guestOsProfile') return guestOsPairs(item.row, t)
  return item.kind === 'disk' ? diskPairs(item.row, t) : sharePairs(item.row, t)
}

function templatePairs(row: TemplateRowView, t: Translate): KeyValuePair[] {
  const copied = (name: string | undefined) =>
    name === undefined ? undefined : t('library.copiedFrom', { name })
  const [hardware, ...rest] = hardwarePairs(row.hardware, t)
  const [system, ...guest] = guestOsPairs(row.guestOs, t)
  return [
    pair(
      'state',
      t('library.column.state'),
      t(`library.template.${row.enabled ? 'enabled' : 'disabled'}`),
    ),
    pair('points', t('library.column.points'), formatNumber(row.quotaPoints)),
    pair('vms', t('library.column.deployed'), formatNumber(row.deployedVms)),
    pair('disk', t('library.column.disk'), `${row.diskName}, ${formatGib(row.diskGib)}`),
    pair('workload', t('library.column.workload'), t(`library.workload.${row.workload}`)),
    ...(hardware ? [{ ...hardware, source: copied(row.hardwareProfileName) }] : []),
    ...rest,
    ...(system ? [{ ...system, source: copied(row.guestOsProfileName) }] : []),
    ...guest,
  ]
}

/** Hardware as names and values. */
export function hardwarePairs(hardware: Hardware, t: Translate): KeyValuePair[] {
  const share = t('library.detail.cpuShareValue', {
    weight: formatNumber(hardware.cpuWeight),
    reserve: formatPercentage(hardware.cpuReservePercent),
    limit: formatPercentage(hardware.cpuLimitPercent),
  })
  return [
    pair('hardware', t('library.detail.hardware'), hardwareLine(hardware)),
    pair('cpuShare', t('library.detail.cpuShare'), share),
    pair(
      'available',
      t('library.column.available'),
      t(hardware.highlyAvailable ? 'common.yes' : 'common.no'),
    ),
    pair('networks', t('library.detail.networks'), networksLine(hardware, t)),
  ]
}

function networksLine(hardware: Hardware, t: Translate): string {
  if (hardware.networks.length === 0) return t('common.none')
  const one = (adapter: Hardware['networks'][number]) =>
    adapter.vlan === undefined
      ? adapter.network
      : t('library.detail.vlan', { network: adapter.network, vlan: adapter.vlan })
  return hardware.networks.map(one).join(', ')
}

/** Guest settings as names and values; what is left empty is left out. */
export function guestOsPairs(guestOs: GuestOs, t: Translate): KeyValuePair[] {
  const computerName =
    guestOs.computerName === '*' ? t('library.detail.nameOfVm') : guestOs.computerName
  return [
    pair('system', t('library.column.system'), guestOs.operatingSystem),
    pair('computerName', t('library.column.computerName'), computerName),
    pair('timeZone', t('library.column.timeZone'), guestOs.timeZone),
    pair('organisation', t('library.guestOs.organisation'), guestOs.organisation),
    pair('domain', t('library.column.domain'), guestOs.domain),
  ].filter(one => one.value !== '')
}

function diskPairs(row: DiskRowView, t: Translate): KeyValuePair[] {
  return [
    pair('size', t('library.column.size'), formatGib(row.sizeGib)),
    pair('used', t('library.column.fileSize'), formatGib(row.usedGib)),
    pair('format', t('library.column.format'), t(`library.format.${row.format}`)),
    pair('share', t('library.column.share'), row.shareName),
    pair('system', t('library.column.system'), row.operatingSystem),
    pair(
      'sysprepped',
      t('library.column.sysprepped'),
      t(row.sysprepped ? 'common.yes' : 'common.no'),
    ),
  ]
}

function sharePairs(row: ShareRowView, t: Translate): KeyValuePair[] {
  return [
    pair('address', t('library.share.address'), uncOf(row)),
    // Most servers keep a share where its name says; only another folder is news.
    ...(row.path === uncOf(row) ? [] : [pair('path', t('library.detail.path'), row.path)]),
    pair('group', t('library.column.hostGroup'), row.hostGroupName),
    pair('disks', t('library.column.disks'), formatNumber(row.disks)),
    pair('used', t('library.column.used'), formatGib(row.usedGib)),
  ]
}

function pair(key: string, label: string, value: string): KeyValuePair {
  return { key, label, value }
}
