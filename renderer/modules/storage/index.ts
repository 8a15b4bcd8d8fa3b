export { default as StorageView } from './StorageView.vue'
