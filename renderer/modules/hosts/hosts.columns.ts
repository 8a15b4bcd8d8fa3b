import type { HostRowView } from '../../../shared/contract/index.ts'
import {
  formatMib,
  formatNumber,
  formatPercentage,
  type FilterField,
  type GridColumn,
} from '../../ui/index.ts'
import { loadTone } from '../host-groups/index.ts'
import { heldShare } from './host-memory.ts'
import { statusValue } from './host-status.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string
type Column = GridColumn<HostRowView>

const nearlyFull = 0.95

/**
 * The columns of the list of hosts. A column's key is the core's name for it in filter and sort.
 */
export function hostColumns(t: Translate): Column[] {
  const label = (key: string) => t(`hosts.column.${key}`)
  const text = (key: string, value: (host: HostRowView) => string | undefined, more: object = {}) =>
    ({ key, kind: 'text', label: label(key), value, sortable: true, ...more }) satisfies Column
  const number = (key: string, value: (host: HostRowView) => number, more: object = {}) =>
    ({ key, kind: 'number', label: label(key), value, sortable: true, ...more }) satisfies Column

  return [
    text('name', host => host.name, { strong: true, fixed: true, grow: true, width: 112 }),
    {
      key: 'status',
      kind: 'state',
      label: label('status'),
      value: host => statusValue(host, status => t(`hosts.status.${status}`)),
      sortable: true,
      width: 116,
    },
    text('hostGroupName', host => host.hostGroupName, { width: 120 }),
    text('clusterName', host => host.clusterName, { width: 104 }),
    {
      key: 'cpuPercent',
      kind: 'sparkline',
      label: label('cpuPercent'),
      explains: t('hosts.column.cpuPercent.explained'),
      value: host => ({
        points: host.cpuHistory,
        max: 100,
        label: formatPercentage(host.cpuPercent),
        tone: loadTone(host.cpuPercent),
      }),
      sortable: true,
      width: 124,
    },
    {
      key: 'memoryUsedMib',
      kind: 'meter',
      label: label('memoryUsedMib'),
      explains: t('hosts.column.memoryUsedMib.explained'),
      value: host => ({
        share: heldShare(host),
        label: t('hosts.memoryPair', {
          held: formatNumber(host.memoryUsedMib / 1024, 1),
          whole: formatMib(host.memoryMib),
        }),
        tone: heldShare(host) >= nearlyFull ? 'warn' : undefined,
      }),
      sortable: true,
      width: 148,
    },
    number('runningVms', host => host.runningVms, { width: 76 }),
    number('iops', host => host.iops, { width: 64 }),
    number('watts', host => host.watts, {
      width: 72,
      hidden: true,
      format: (watts: number) => `${formatNumber(watts)} W`,
    }),
    text('availableForPlacement', host => yesOrNo(t, host.availableForPlacement), {
      width: 96,
      hidden: true,
    }),
    text('overCommitted', host => yesOrNo(t, host.overCommitted !== undefined), {
      width: 120,
      hidden: true,
    }),
    number('vms', host => host.vms + host.hiddenVms, { width: 72, hidden: true }),
    number('logicalProcessors', host => host.logicalProcessors, { width: 96, hidden: true }),
    number('memoryMib', host => host.memoryMib, { width: 96, hidden: true, format: formatMib }),
    text('version', host => t(`hosts.version.${host.version}`), { width: 180, hidden: true }),
    text('model', host => host.model, { width: 180, hidden: true }),
  ]
}

/** The properties that a filter of hosts may ask about. */
export function hostFields(t: Translate): FilterField[] {
  const label = (field: string) => t(`hosts.column.${field}`)
  const text = (field: string): FilterField => ({ field, label: label(field), kind: 'text' })
  const number = (field: string, unit?: string): FilterField => ({
    field,
    label: label(field),
    kind: 'number',
    unit,
  })
  const choice = (field: string, options: [value: string, label: string][]): FilterField => ({
    field,
    label: label(field),
    kind: 'choice',
    options: options.map(([value, name]) => ({ value, label: name })),
  })
  const answers: [string, string][] = [
    ['true', t('common.yes')],
    ['false', t('common.no')],
  ]
  return [
    text('name'),
    text('hostGroupName'),
    text('clusterName'),
    number('cpuPercent', '%'),
    number('memoryUsedMib', 'MB'),
    number('memoryMib', 'MB'),
    number('runningVms'),
    number('iops'),
    number('watts', 'W'),
    choice('availableForPlacement', answers),
    choice('overCommitted', answers),
    choice('version', [
      ['2008-r2', t('hosts.version.2008-r2')],
      ['2012-r2', t('hosts.version.2012-r2')],
    ]),
    text('model'),
  ]
}

function yesOrNo(t: Translate, value: boolean): string {
  return t(value ? 'common.yes' : 'common.no')
}
