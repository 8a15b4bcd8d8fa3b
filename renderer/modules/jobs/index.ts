export { default as JobChip } from './JobChip.vue'
export { default as JobsView } from './JobsView.vue'
export { useJobTexts, type JobTexts } from './use-job-texts.ts'
