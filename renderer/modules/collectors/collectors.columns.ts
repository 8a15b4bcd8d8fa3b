import { mdiStopCircleOutline } from '@mdi/js'
import type { CollectorView } from '../../../shared/contract/index.ts'
import { formatDateTime, formatDuration, formatNumber, type GridColumn } from '../../ui/index.ts'
import { endText, progressOf, repeatText, spanText, type Translate } from './set-words.ts'

interface Known {
  nowMs: () => number | undefined
  /** The template whose counters a set has, unchanged. */
  templateTitle: (set: CollectorView) => string | undefined
  /** Whom a set is shared with; nothing where it is private. */
  sharedText: (set: CollectorView) => string | undefined
}

/** The columns of the list of data collector sets. */
export function collectorColumns(t: Translate, known: Known): GridColumn<CollectorView>[] {
  return [
    {
      ...{ key: 'name', kind: 'text', label: t('collectors.name'), value: set => set.name },
      ...{ width: 136, grow: true, sortable: true, strong: true, fixed: true },
    },
    {
      ...{ key: 'state', kind: 'state', label: t('collectors.state'), width: 176, sortable: true },
      value: set => stateOf(t, set, known.nowMs()),
    },
    {
      ...{ key: 'template', kind: 'text', label: t('collectors.counters'), width: 136 },
      ...{ sortable: true, value: set => countersText(t, set, known) },
    },
    {
      ...{ key: 'intervalS', kind: 'number', label: t('collectors.interval'), width: 72 },
      ...{ sortable: true, value: set => set.intervalS, format: s => spanText(t, s) },
    },
    {
      ...{ key: 'end', kind: 'text', label: t('collectors.end'), width: 120 },
      value: set => endText(t, set),
    },
    {
      ...{ key: 'nextMs', kind: 'date', label: t('collectors.next'), width: 168, sortable: true },
      ...{ value: set => set.nextMs, format: at => formatDateTime(at) },
    },
    {
      ...{ key: 'schedule', kind: 'text', label: t('collectors.schedule'), width: 104 },
      hidden: true,
      value: set => set.schedule && repeatText(t, set.schedule),
    },
    {
      ...{ key: 'lastMs', kind: 'date', label: t('collectors.lastLog'), width: 176 },
      hidden: true,
      ...{ sortable: true, value: set => set.runs[0]?.startedMs },
      format: at => formatDateTime(at),
    },
    {
      ...{ key: 'owner', kind: 'text', label: t('collectors.owner'), width: 96, sortable: true },
      value: set => {
        const shared = known.sharedText(set)
        return shared ? { text: set.ownerName, suffix: `, ${shared}` } : set.ownerName
      },
    },
  ]
}

/** The template that the counters are of, or how many paths were chosen. */
function countersText(t: Translate, set: CollectorView, known: Known): string {
  const n = set.paths.length
  return known.templateTitle(set) ?? t('collectors.paths', { n: formatNumber(n) }, n)
}

/** What a set does now, and how much longer. */
export function stateOf(t: Translate, set: CollectorView, nowMs: number | undefined) {
  if (set.state === 'stopped') {
    return { tone: 'idle' as const, icon: mdiStopCircleOutline, label: t('collectors.stopped') }
  }
  const problem = set.runs[0]?.problem
  if (problem !== undefined) {
    return { tone: 'crit' as const, label: t('collectors.stuck'), detail: problem }
  }
  const progress = nowMs === undefined ? undefined : progressOf(set, nowMs)
  const label = t('collectors.running')
  if (!progress) return { tone: 'busy' as const, label }
  const detail = t('collectors.left', {
    span: formatDuration(Math.round(progress.leftMs / 1000) * 1000),
  })
  return { tone: 'busy' as const, label, detail, share: progress.share }
}
