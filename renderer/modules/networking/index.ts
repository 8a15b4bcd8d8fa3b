export { default as NetworkingView } from './NetworkingView.vue'
