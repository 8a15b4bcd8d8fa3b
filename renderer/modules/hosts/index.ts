export { useHostsView } from './hosts-view.store.ts'
export { default as HostsView } from './HostsView.vue'
export { default as AddHostWizard } from './adding/AddHostWizard.vue'
