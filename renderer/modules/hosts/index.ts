export { default as HostsView } from './HostsView.vue'
