import type { LogView } from '../../../../shared/contract/index.ts'
import { formatBytes, formatDateTime, formatDuration, type GridColumn } from '../../../ui/index.ts'

type Translate = (key: string, values?: Record<string, unknown>, plural?: number) => string

/** The columns of the list of logs. */
export function logColumns(t: Translate): GridColumn<LogView>[] {
  return [
    {
      ...{ key: 'name', kind: 'text', label: t('logs.name'), value: log => log.name },
      ...{ width: 152, grow: true, sortable: true, strong: true, fixed: true },
    },
    {
      ...{ key: 'state', kind: 'state', label: t('logs.state'), width: 128 },
      value: log => stateOf(t, log),
    },
    {
      ...{ key: 'set', kind: 'text', label: t('logs.set'), width: 136, sortable: true },
      value: log => log.collectorName ?? '',
    },
    {
      ...{ key: 'format', kind: 'text', label: t('logs.format'), width: 76, sortable: true },
      value: log => t(`logs.formats.${log.format}`),
    },
    {
      ...{ key: 'startedMs', kind: 'text', label: t('logs.started'), width: 168, sortable: true },
      value: log => formatDateTime(log.firstMs ?? log.startedMs),
    },
    {
      ...{ key: 'duration', kind: 'text', label: t('logs.duration'), width: 80 },
      value: ({ firstMs, startedMs, endedMs }) =>
        endedMs === undefined ? '' : formatDuration(endedMs - (firstMs ?? startedMs)),
    },
    {
      ...{ key: 'columns', kind: 'number', label: t('logs.columns'), width: 80, sortable: true },
      hidden: true,
      value: log => log.columns,
    },
    {
      ...{ key: 'records', kind: 'number', label: t('logs.records'), width: 72, sortable: true },
      value: log => log.records,
    },
    {
      ...{ key: 'bytes', kind: 'number', label: t('logs.size'), width: 80, sortable: true },
      value: log => log.bytes,
      format: formatBytes,
    },
    {
      ...{ key: 'owner', kind: 'text', label: t('logs.owner'), width: 112, sortable: true },
      hidden: true,
      value: log => log.ownerName,
    },
  ]
}

function stateOf(t: Translate, { isRecording, source, problem, unreadable }: LogView) {
  if (problem !== undefined) {
    return { tone: 'crit' as const, label: t('logs.stuck'), detail: problem }
  }
  if (unreadable) {
    return { tone: 'warn' as const, label: t('logs.partial'), detail: placesText(t, unreadable) }
  }
  if (isRecording) return { tone: 'busy' as const, label: t('logs.recording') }
  return { tone: 'ok' as const, label: t(`logs.source.${source}`) }
}

/** How much of an imported file was left out. */
export function placesText(t: Translate, unreadable: number): string {
  return t('logs.partialPlaces', { n: unreadable }, unreadable)
}
