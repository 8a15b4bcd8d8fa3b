export { default as DynamicMemoryFields } from './DynamicMemoryFields.vue'
export { dynamicOf, sameDynamic, type DynamicDraft } from './dynamic-draft.ts'
