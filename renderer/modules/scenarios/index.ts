export { default as ScenariosView } from './ScenariosView.vue'
