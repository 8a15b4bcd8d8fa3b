import { h, type FunctionalComponent, type VNode } from 'vue'
import { UiIcon } from '../../base/index.ts'
import { UiSparkline } from '../../chart/light.ts'
import { UiStatus, UiTag } from '../../state/index.ts'
import { formatDateTime, formatNumber } from '../../format/index.ts'
import type {
  CellKind,
  CellValues,
  GridColumn,
  MeterValue,
  SparklineValue,
  StateValue,
  TextValue,
} from '../grid-column.ts'
import './cells.css'

type Drawer<Kind extends CellKind> = (
  value: CellValues[Kind],
  format?: (value: number) => string,
) => VNode | VNode[] | string

function drawText(value: string | TextValue): VNode {
  if (typeof value === 'string') return h('span', { class: 'cut', title: value }, value)
  const title = value.text + (value.suffix ?? '')
  return h('span', { class: ['cut', { t3: value.muted }], title }, [
    value.icon ? h(UiIcon, { path: value.icon, size: 14, class: 'ui-cell__icon' }) : undefined,
    value.text,
    value.suffix ? h('span', { class: 't2' }, value.suffix) : undefined,
  ])
}

function drawState(value: StateValue): VNode {
  return h(UiStatus, { ...value })
}

function drawMeter(value: MeterValue): VNode[] {
  const share = Math.min(1, Math.max(0, value.share))
  const bar = h('i', { class: value.tone, style: { width: `${(share * 100).toFixed(1)}%` } })
  return [
    h('span', { class: 'ui-cell__meter', 'aria-hidden': true }, [bar]),
    h('span', { class: 'ui-cell__figure' }, value.label),
  ]
}

function drawSparkline(value: SparklineValue): VNode[] {
  return [
    h('span', { class: 'ui-cell__figure ui-cell__figure--short' }, value.label),
    h(UiSparkline, { points: value.points, max: value.max, tone: value.tone }),
  ]
}

function drawTags(value: readonly string[]): VNode {
  const title = value.join(', ')
  return h(
    'span',
    { class: 'ui-cell__tags', title },
    value.map(text => h(UiTag, { text, key: text })),
  )
}

const drawers: { [Kind in CellKind]: Drawer<Kind> } = {
  text: drawText,
  number: (value, format = formatNumber) => format(value),
  state: drawState,
  meter: drawMeter,
  sparkline: drawSparkline,
  date: (value, format = formatDateTime) => h('span', { class: 'cut t2' }, format(value)),
  tags: drawTags,
}

interface CellProps {
  column: GridColumn<unknown>
  row: unknown
}

/** The content of one cell, by the kind of its column. */
export const GridCell: FunctionalComponent<CellProps> = ({ column, row }) => {
  const value = column.value(row)
  if (value === undefined) return undefined
  const draw = drawers[column.kind] as Drawer<CellKind>
  return draw(value, column.format)
}
GridCell.props = ['column', 'row']
