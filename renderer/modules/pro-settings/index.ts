export { default as ProSettingsPanel } from './ProSettingsPanel.vue'
export { useProSettings } from './use-pro-settings.ts'
