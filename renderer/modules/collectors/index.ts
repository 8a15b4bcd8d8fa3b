export { default as CollectorSetsView } from './CollectorSetsView.vue'
export { default as RightSizingView } from './RightSizingView.vue'
