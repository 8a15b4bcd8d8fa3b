export { default as ObjectPerformance } from './ObjectPerformance.vue'
export { useWhyAction } from './use-why-action.ts'
