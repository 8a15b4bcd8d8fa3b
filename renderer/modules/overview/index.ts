export { default as OverviewView } from './OverviewView.vue'
