export { createTranslations } from './i18n.ts'
export { createPages } from './router.ts'
export { createVuetifyPlugin } from './vuetify.ts'
