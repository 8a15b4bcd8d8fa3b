export { default as UiToastHost } from './UiToastHost.vue'
export { useToasts, type ToastOptions, type Toasts } from './use-toasts.ts'
