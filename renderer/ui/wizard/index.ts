export { default as UiWizard } from './UiWizard.vue'
export { type Wizard, type WizardStep } from './use-wizard.ts'
