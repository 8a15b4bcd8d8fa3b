export { default as PerformanceView } from './PerformanceView.vue'
