export { default as StorageView } from './StorageView.vue'
export { default as CheckList } from './CheckList.vue'
