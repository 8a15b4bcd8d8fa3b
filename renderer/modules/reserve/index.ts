export { useReserveSentences } from './use-reserve-sentences.ts'
export { default as FitPanel } from './FitPanel.vue'
export { default as ReserveEffect } from './ReserveEffect.vue'
