import type { SizingRow } from '../../../shared/contract/index.ts'
import { formatMib, type GridColumn } from '../../ui/index.ts'
import type { Translate } from './set-words.ts'
import {
  becauseText,
  figureText,
  sizingFigures,
  suggestionText,
  toneOf,
  type SizingFigure,
} from './sizing-words.ts'

/** The columns of the right-sizing report. */
export function sizingColumns(t: Translate): GridColumn<SizingRow>[] {
  return [
    {
      ...{ key: 'name', kind: 'text', label: t('sizing.vm'), value: row => row.name },
      ...{ width: 144, sortable: true, strong: true, fixed: true },
    },
    {
      ...{ key: 'verdict', kind: 'state', label: t('sizing.verdict'), width: 168, sortable: true },
      value: row => ({ tone: toneOf(row.verdict), label: t(`sizing.verdict.${row.verdict}`) }),
    },
    {
      ...{ key: 'because', kind: 'text', label: t('sizing.because'), width: 260, grow: true },
      value: row => becauseText(t, row),
    },
    {
      ...{ key: 'suggested', kind: 'text', label: t('sizing.suggested'), width: 176 },
      value: row => suggestionText(t, row),
    },
    ...sizingFigures.map(figure => figureColumn(t, figure)),
    {
      ...{ key: 'cpuCount', kind: 'number', label: t('sizing.cpuCount'), width: 88 },
      ...{ sortable: true, value: row => row.cpuCount },
    },
    {
      ...{ key: 'memoryMib', kind: 'number', label: t('sizing.memory'), width: 80 },
      ...{ sortable: true, value: row => row.memoryMib, format: formatMib },
    },
  ]
}

/** The value by which a figure is judged: shares by their 95th percentile, rates on average. */
function figureColumn(t: Translate, figure: SizingFigure): GridColumn<SizingRow> {
  const isShare = figure === 'cpuPercent' || figure === 'pressurePercent'
  return {
    ...{ key: figure, kind: 'number', label: t(`sizing.column.${figure}`), width: 88 },
    ...{ sortable: true, explains: t(isShare ? 'sizing.explains.p95' : 'sizing.explains.average') },
    value: row => (isShare ? row[figure]?.p95 : row[figure]?.average),
    format: value => figureText(t, figure, value),
  }
}
