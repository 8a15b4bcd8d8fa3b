import './theme/tokens.css'
import './theme/base.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app.vue'
import { routes } from './pages/routes.ts'
import { createPages, createTranslations, createVuetifyPlugin } from './plugins/index.ts'
import { useSession } from './session/index.ts'
import { startTheme, useTheme } from './theme/index.ts'
import './theme/vuetify.css'

// The connection opens while the first page is still being fetched.
useSession()

const vuetify = createVuetifyPlugin(useTheme().theme.value)
startTheme(theme => vuetify.theme.change(theme))

createApp(App)
  .use(createPinia())
  .use(createTranslations())
  .use(vuetify)
  .use(createPages(routes))
  .mount('#app')
