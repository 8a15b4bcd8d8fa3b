export { reachState } from './network-words.ts'
export { default as NetworkingView } from './NetworkingView.vue'
