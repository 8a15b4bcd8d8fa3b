export { default as ProBadge } from './window/ProWatch.vue'
export { default as ProView } from './ProView.vue'
export { default as RuleEditor } from './rules/RuleEditor.vue'
