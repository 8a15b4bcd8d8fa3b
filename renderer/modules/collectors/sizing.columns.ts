import type { SizingRow } from '../../../shared/contract/index.ts'
import { formatMib, type GridColumn } from '../../ui/index.ts'
import type { Translate } from './set-words.ts'
import {
  becauseText,
  figureText,
  suggestionText,
  toneOf,
  type SizingFigure,
} from './sizing-words.ts'

/** The figures that a verdict is made by come before its words. */
const shares: readonly SizingFigure[] = ['cpuPercent', 'pressurePercent']
const rates: readonly SizingFigure[] = ['iops', 'bytesPerS']

/** The columns of the right-sizing report. */
export function sizingColumns(t: Translate): GridColumn<SizingRow>[] {
  return [
    {
      ...{ key: 'name', kind: 'text', label: t('sizing.vm'), value: row => row.name },
      ...{ width: 128, sortable: true, strong: true, fixed: true },
    },
    {
      ...{ key: 'verdict', kind: 'state', label: t('sizing.verdict'), width: 152, sortable: true },
      value: row => ({ tone: toneOf(row.verdict), label: t(`sizing.verdict.${row.verdict}`) }),
    },
    ...shares.map(figure => figureColumn(t, figure)),
    {
      ...{ key: 'suggested', kind: 'text', label: t('sizing.suggested'), width: 160 },
      value: row => suggestionText(t, row),
    },
    {
      ...{ key: 'because', kind: 'text', label: t('sizing.because'), width: 208, grow: true },
      value: row => becauseText(t, row),
    },
    ...rates.map(figure => figureColumn(t, figure)),
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
  const isShare = shares.includes(figure)
  return {
    ...{ key: figure, kind: 'number', label: t(`sizing.column.${figure}`), width: 80 },
    ...{ sortable: true, explains: t(isShare ? 'sizing.explains.p95' : 'sizing.explains.average') },
    value: row => (isShare ? row[figure]?.p95 : row[figure]?.average),
    format: value => figureText(t, figure, value),
  }
}
