import type { TipRowView } from '../../../../shared/contract/index.ts'
import { formatDateTime, formatDuration, type GridColumn } from '../../../ui/index.ts'
import { isOpenTip } from './tip-status.ts'
import type { TipTexts } from './use-tip-texts.ts'

export interface TipColumnsInput {
  t: (key: string) => string
  texts: TipTexts
  /** The simulated time, up to which a tip grows older. */
  nowMs: () => number
}

/** The columns of a list of tips: SCVMM's Source, Tip and State, with how bad and how old. */
export function tipColumns({ t, texts, nowMs }: TipColumnsInput): GridColumn<TipRowView>[] {
  return [
    {
      ...{ key: 'severity', kind: 'state', label: t('pro.severity'), width: 112 },
      ...{ sortable: true, fixed: true },
      value: tip => texts.severityOf(tip),
    },
    {
      ...{ key: 'sourceName', kind: 'text', label: t('pro.source'), width: 140 },
      ...{ sortable: true, strong: true, fixed: true },
      value: tip => (tip.more ? { text: tip.sourceName, suffix: ` +${tip.more}` } : tip.sourceName),
    },
    {
      ...{ key: 'name', kind: 'text', label: t('pro.tip'), width: 240, grow: true, sortable: true },
      value: tip => tip.name,
    },
    {
      ...{ key: 'status', kind: 'state', label: t('pro.state'), width: 148, sortable: true },
      value: tip => texts.stateOf(tip),
    },
    {
      ...{ key: 'age', kind: 'number', label: t('pro.age'), width: 84 },
      explains: t('pro.age.explains'),
      value: tip => ageOf(tip, nowMs()),
      format: formatDuration,
    },
    {
      ...{ key: 'packName', kind: 'text', label: t('pro.pack'), width: 150, sortable: true },
      value: tip => tip.packName,
    },
    {
      ...{ key: 'mode', kind: 'text', label: t('pro.mode'), width: 96, sortable: true },
      value: tip => t(`pro.mode.${tip.mode}`),
    },
    {
      ...{ key: 'raisedMs', kind: 'date', label: t('pro.raised'), width: 172, sortable: true },
      ...{ hidden: true },
      value: tip => tip.raisedMs,
      format: at => formatDateTime(at),
    },
    {
      ...{ key: 'lastError', kind: 'text', label: t('pro.lastError'), width: 220, hidden: true },
      value: tip => tip.lastError,
    },
  ]
}

/** How long the tip has stood; of one that is over, how long it stood. In simulated ms. */
function ageOf(tip: TipRowView, nowMs: number): number {
  return Math.max(
    0,
    (tip.endedMs ?? (isOpenTip(tip.status) ? nowMs : tip.changedMs)) - tip.raisedMs,
  )
}
