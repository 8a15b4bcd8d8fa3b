export { default as StorageView } from './StorageView.vue'
export { useChosenRow } from './use-chosen-row.ts'
export { default as CheckList } from './CheckList.vue'
