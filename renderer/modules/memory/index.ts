export { default as DynamicMemoryFields } from './DynamicMemoryFields.vue'
export { dynamicOf, newDynamicDraft, sameDynamic, type DynamicDraft } from './dynamic-draft.ts'
