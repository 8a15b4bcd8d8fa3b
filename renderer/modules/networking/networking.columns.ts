import type { AdapterRowView, VirtualNetworkRowView } from '../../../shared/contract/index.ts'
import { virtualNetworkKinds } from '../../../shared/domain/index.ts'
import type { FilterField, GridColumn } from '../../ui/index.ts'
import { linkState, rateText, reachState } from './network-words.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

function textColumn<Row>(
  t: Translate,
  key: string,
  value: (row: Row) => string | undefined,
  more: object = {},
): GridColumn<Row> {
  const label = t(`networking.column.${key}`)
  return { key, kind: 'text', label, value, sortable: true, ...more }
}

function yesOrNo(t: Translate, value: boolean): string {
  return t(value ? 'common.yes' : 'common.no')
}

/** The columns of the list of adapters. A column's key is the core's name for it. */
export function adapterColumns(t: Translate): GridColumn<AdapterRowView>[] {
  const text = (key: string, value: (row: AdapterRowView) => string | undefined, more?: object) =>
    textColumn(t, key, value, more)
  return [
    text('hostName', row => row.hostName, { width: 104 }),
    text('name', row => row.name, {
      ...{ label: t('networking.column.adapter'), strong: true, fixed: true, grow: true },
      width: 112,
    }),
    {
      ...{ key: 'isUp', kind: 'state', label: t('networking.column.state'), sortable: true },
      ...{ value: row => linkState(t, row.isUp), width: 88 },
    },
    text('team', row => row.team && t(`networking.inTeam.${row.teamMode}`, { name: row.team }), {
      width: 152,
    }),
    {
      ...{ key: 'rateMbps', kind: 'number', label: t('networking.column.rateMbps') },
      ...{ value: row => row.rateMbps, format: value => rateText(t, value) },
      ...{ sortable: true, width: 76 },
    },
    text('clusterNetwork', row => row.clusterNetwork, { width: 132 }),
    text('address', row => row.address, { width: 104 }),
    text('virtualNetworks', row => row.virtualNetworks.join(', '), { width: 140 }),
    text('macAddress', row => row.macAddress, { width: 136, hidden: true }),
    text('clusterName', row => row.clusterName, { width: 104, hidden: true }),
    text('jumboFrames', row => yesOrNo(t, row.jumboFrames), { width: 96, hidden: true }),
    text('chimney', row => yesOrNo(t, row.chimney), { width: 96, hidden: true }),
    text('vmQueue', row => yesOrNo(t, row.vmQueue), { width: 96, hidden: true }),
  ]
}

/** The columns of the list of virtual networks. */
export function virtualNetworkColumns(t: Translate): GridColumn<VirtualNetworkRowView>[] {
  type Row = VirtualNetworkRowView
  const text = (key: string, value: (row: Row) => string | undefined, more?: object) =>
    textColumn(t, key, value, more)
  return [
    text('hostName', row => row.hostName, { width: 104 }),
    text('name', row => row.name, { strong: true, fixed: true, grow: true, width: 120 }),
    text('kind', row => t(`networking.kind.${row.kind}`), { width: 104 }),
    text('over', row => row.over, { width: 104 }),
    {
      ...{ key: 'vlan', kind: 'number', label: t('networking.column.vlan'), sortable: true },
      ...{ value: row => row.vlan, width: 64 },
    },
    {
      ...{ key: 'reach', kind: 'state', label: t('networking.column.reach'), sortable: true },
      ...{ value: row => reachState(t, row), width: 148 },
    },
    {
      ...{ key: 'nowMbps', kind: 'text', label: t('networking.column.nowMbps'), width: 120 },
      value: row => carriedText(t, row),
    },
    {
      ...{ key: 'vms', kind: 'number', label: t('networking.column.vms'), sortable: true },
      ...{ value: row => row.vms + row.hiddenVms, width: 64 },
    },
    text('clusterName', row => row.clusterName, { width: 104, hidden: true }),
  ]
}

/** What a virtual network carries now, and of how much where that is less. */
function carriedText(t: Translate, { nowMbps, nominalMbps }: VirtualNetworkRowView) {
  if (nominalMbps === 0) return undefined
  const whole = rateText(t, nominalMbps)
  if (nowMbps === nominalMbps) return whole
  return t('networking.ofRate', { now: rateText(t, nowMbps), whole })
}

/** The properties that a filter of adapters may ask about. */
export function adapterFields(t: Translate): FilterField[] {
  return [
    ...textFields(
      t,
      'hostName',
      'name',
      'clusterName',
      'clusterNetwork',
      'team',
      'virtualNetworks',
    ),
    { field: 'rateMbps', label: t('networking.column.rateMbps'), kind: 'number', unit: 'Mbit/s' },
    {
      ...{ field: 'isUp', label: t('networking.column.state'), kind: 'choice' },
      options: ['true', 'false'].map(value => ({
        ...{ value, label: linkState(t, value === 'true').label },
      })),
    },
  ]
}

/** The properties that a filter of virtual networks may ask about. */
export function virtualNetworkFields(t: Translate): FilterField[] {
  return [
    ...textFields(t, 'hostName', 'name', 'clusterName', 'over'),
    {
      ...{ field: 'kind', label: t('networking.column.kind'), kind: 'choice' },
      options: virtualNetworkKinds.map(value => ({ value, label: t(`networking.kind.${value}`) })),
    },
    { field: 'vlan', label: t('networking.column.vlan'), kind: 'number' },
  ]
}

function textFields(t: Translate, ...fields: string[]): FilterField[] {
  return fields.map(field => ({ field, label: t(`networking.column.${field}`), kind: 'text' }))
}
