export { default as AdminView } from './AdminView.vue'
export { default as RoleWizardPart } from './role-wizard/RoleWizardPart.vue'
