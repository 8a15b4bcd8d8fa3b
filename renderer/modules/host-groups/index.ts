export { highCpuPercent, loadTone, warnCpuPercent } from './host-tree.ts'
export { default as HostGroupPane } from './HostGroupPane.vue'
export { useHostGroupTree } from './tree.store.ts'
export { useHostGroupActions, type HostGroupActions } from './use-host-group-actions.ts'
