export { matchScore, type PaletteGroup, type PaletteItem } from './palette.ts'
export { default as UiPalette } from './UiPalette.vue'
