export { default as VmWizard } from './VmWizard.vue'
export { customiseRating, type CustomRating } from './customise-rating.ts'
