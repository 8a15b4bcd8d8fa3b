import { defineComponent, h, type PropType, type Slot, type VNode } from 'vue'
import { drawCell } from './columns/cells.ts'
import { checkNode } from './columns/nodes.ts'
import { isEndAligned, type GridColumn } from './grid-column.ts'
import './grid-row.css'

type AnyColumn = GridColumn<unknown>
type CellSlots = Readonly<Record<string, Slot | undefined>>

/**
 * One row. It is drawn anew only when its own row or place changes, and it draws its cells itself:
 * both keep scrolling cheap.
 */
export const GridRow = defineComponent({
  name: 'UiGridRow',
  props: {
    /** Undefined while it is not loaded. */
    row: { type: null as unknown as PropType<unknown>, required: false },
    index: { type: Number, required: true },
    rowId: { type: String, required: true },
    topPx: { type: Number, required: true },
    columns: { type: Array as PropType<readonly AnyColumn[]>, required: true },
    /** The grid's slots; `cell-<key>` draws that column instead of its kind. */
    cells: { type: Object as PropType<CellSlots>, required: true },
    checks: Boolean,
    selectable: Boolean,
    selected: Boolean,
    active: Boolean,
    busy: Boolean,
    muted: Boolean,
  },
  setup(props) {
    function cell(column: AnyColumn): VNode {
      const custom = props.cells[`cell-${column.key}`]
      const content = () => {
        if (props.row === undefined) return h('span', { class: 'ui-grid-row__bone' })
        if (custom) return custom({ row: props.row, active: props.active })
        return drawCell(column, props.row)
      }
      const className = [
        'ui-grid-row__cell',
        isEndAligned(column) && 'num',
        column.strong && 'strong',
      ]
      return h('div', { key: column.key, class: className, role: 'gridcell' }, content())
    }

    function check(): VNode {
      const attributes = { key: ':check', class: 'ui-grid-row__check', role: 'gridcell' }
      return h('div', { ...attributes, 'data-check': '' }, [checkNode(props.selected)])
    }

    return () =>
      h(
        'div',
        {
          class: [
            'ui-grid-row',
            props.selected && 'ui-grid-row--selected',
            props.active && 'ui-grid-row--active',
            props.muted && 'ui-grid-row--muted',
          ],
          id: props.rowId,
          role: 'row',
          style: { transform: `translateY(${props.topPx}px)` },
          'data-index': props.index,
          'aria-rowindex': props.index + 2,
          'aria-selected': props.selectable ? props.selected : undefined,
          'aria-busy': props.busy || undefined,
        },
        [...(props.checks ? [check()] : []), ...props.columns.map(cell)],
      )
  },
})
