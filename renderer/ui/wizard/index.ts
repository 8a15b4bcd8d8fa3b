export { default as UiWizard } from './UiWizard.vue'
export { useWizard, type Wizard, type WizardStep } from './use-wizard.ts'
