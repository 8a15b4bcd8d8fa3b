export { default as HistoryView } from './history/HistoryView.vue'
export { default as LogChartView } from './logs/LogChartView.vue'
export { default as LogsView } from './logs/LogsView.vue'
export { default as PerformanceView } from './PerformanceView.vue'
