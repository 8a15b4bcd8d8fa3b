export { default as VmWizard } from './VmWizard.vue'
