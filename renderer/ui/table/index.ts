export * from './filter.ts'
export {
  nextSort,
  type CellKind,
  type CellValues,
  type ColumnOf,
  type GridColumn,
  type GridSort,
  type MeterValue,
  type SparklineValue,
  type StateValue,
  type TextValue,
} from './grid-column.ts'
export { type SelectedKeys } from './selection.ts'
export { default as UiFilterBar } from './UiFilterBar.vue'
export { default as UiGrid } from './UiGrid.vue'
export { default as UiGridColumns } from './UiGridColumns.vue'
export { useGridLayout, type GridLayout } from './use-grid-layout.ts'
export { type RowRange } from './window-range.ts'
