import type { TraceRowView } from '../../../shared/contract/index.ts'
import { formatNumber, type GridColumn, type MeterValue } from '../../ui/index.ts'
import type { TraceSource } from './trace-sources.ts'

type Translate = (key: string, named?: Record<string, unknown>) => string

/** Which columns the list of sources has. */
export function sourceColumns(t: Translate): GridColumn<TraceSource>[] {
  return [
    {
      key: 'source',
      kind: 'text',
      label: t('traces.column.source'),
      width: 180,
      grow: true,
      strong: true,
      fixed: true,
      value: row => row.source,
    },
    figure('traces', t('traces.column.traces'), 80, row => row.traces),
    load('mean', t('traces.column.mean'), row => row.meanPercent),
    load('max', t('traces.column.max'), row => row.maxPercent),
    figure('vms', t('traces.column.vms'), 72, row => row.vms),
  ]
}

/** Which columns the list of the traces of one source has. */
export function traceColumns(t: Translate): GridColumn<TraceRowView>[] {
  return [
    {
      key: 'name',
      kind: 'text',
      label: t('common.name'),
      width: 220,
      grow: true,
      sortable: true,
      strong: true,
      fixed: true,
      value: row => row.name,
    },
    load('mean', t('traces.column.mean'), row => row.meanPercent),
    load('max', t('traces.column.max'), row => row.maxPercent),
    {
      ...{ key: 'amounts', kind: 'text', label: t('traces.column.amounts'), width: 150 },
      value: row => amountsText(t, row),
    },
    figure('samples', t('traces.column.samples'), 88, row => row.samples),
    figure('vms', t('traces.column.vms'), 72, row => row.vms),
  ]
}

function shortNumber(value: number): string {
  return formatNumber(value, value < 10 ? 1 : 0)
}

/** What a VM with the trace asks for at full load. */
function amountsText(t: Translate, { amounts }: TraceRowView): string {
  const { iops, writeShare, networkMbps } = amounts ?? {}
  if (networkMbps !== undefined) {
    return t('traces.amounts.network', { value: shortNumber(networkMbps) })
  }
  if (iops === undefined) return t('traces.amounts.profile')
  const kind = writeShare === undefined ? 'all' : writeShare === 1 ? 'writes' : 'reads'
  return t(`traces.amounts.${kind}`, { value: shortNumber(iops) })
}

function figure<Row>(
  key: string,
  label: string,
  width: number,
  value: (row: Row) => number,
): GridColumn<Row> {
  return { key, kind: 'number', label, width, sortable: true, value }
}

function load<Row>(key: string, label: string, percent: (row: Row) => number): GridColumn<Row> {
  const meter = (row: Row): MeterValue => {
    const value = percent(row)
    return { share: value / 100, label: `${shortNumber(value)} %` }
  }
  return { key, kind: 'meter', label, width: 116, sortable: true, value: meter }
}
