export { default as PortalView } from './PortalView.vue'
