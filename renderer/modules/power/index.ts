export { default as EnergyPanel } from './EnergyPanel.vue'
