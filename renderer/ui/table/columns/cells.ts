import { h, type VNode } from 'vue'
import { toneIcons, UiSpinner } from '../../base/index.ts'
import { UiSparkline } from '../../chart/light.ts'
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
import { iconNode, meterNode } from './nodes.ts'
import './cells.css'

export type CellContent = VNode | VNode[] | string | undefined

type Drawer<Kind extends CellKind> = (
  value: CellValues[Kind],
  format?: (value: number) => string,
) => CellContent

function drawText(value: string | TextValue): VNode {
  if (typeof value === 'string') return h('span', { class: 'cut', title: value }, value)
  const title = value.text + (value.suffix ?? '')
  return h('span', { class: ['cut', { t3: value.muted }], title }, [
    value.icon ? iconNode(value.icon, 14, 'ui-cell__icon') : undefined,
    value.text,
    value.suffix ? h('span', { class: 't2' }, value.suffix) : undefined,
  ])
}

function drawState(value: StateValue): VNode {
  const turns = value.tone === 'busy' && !value.icon
  return h('span', { class: `ui-cell__state tone-${value.tone}` }, [
    turns
      ? h(UiSpinner, { size: 14, share: value.share })
      : iconNode(value.icon ?? toneIcons[value.tone], 14),
    h('span', { class: 'cut' }, value.label),
    value.detail
      ? h('span', { class: 'cut t3 ui-cell__detail', title: value.detail }, value.detail)
      : undefined,
  ])
}

function drawMeter(value: MeterValue): VNode[] {
  return [
    meterNode(value.share, value.tone),
    h('span', { class: 'ui-cell__figure', title: value.label }, value.label),
  ]
}

function drawSparkline(value: SparklineValue): VNode[] {
  return [
    h('span', { class: 'ui-cell__figure ui-cell__figure--short' }, value.label),
    h(UiSparkline, { points: value.points, max: value.max, tone: value.tone }),
  ]
}

function drawTags(value: readonly string[]): VNode {
  const tags = value.map(text => h('span', { class: 'ui-cell__tag', key: text }, text))
  return h('span', { class: 'ui-cell__tags', title: value.join(', ') }, tags)
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

/** The content of one cell, by the kind of its column; undefined where the row has no value. */
export function drawCell(column: GridColumn<unknown>, row: unknown): CellContent {
  const value = column.value(row)
  if (value === undefined) return undefined
  const draw = drawers[column.kind] as Drawer<CellKind>
  return draw(value, column.format)
}
