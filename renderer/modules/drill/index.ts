export { default as DrillView } from './DrillView.vue'
