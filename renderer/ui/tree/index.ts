export { type TreeNode, type TreeRow } from './tree.ts'
export { default as UiTree } from './UiTree.vue'
