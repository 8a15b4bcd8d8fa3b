export { default as UiBrand } from './UiBrand.vue'
