// The drawings that need no chart library, so that a list can use them without loading it.
export { meterParts } from './meter.ts'
export { starFills } from './stars.ts'
export { sparklinePath } from './sparkline.ts'
export { default as UiMeter } from './UiMeter.vue'
export { default as UiSparkline } from './UiSparkline.vue'
export { default as UiStars } from './UiStars.vue'
