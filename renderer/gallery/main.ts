import '../theme/tokens.css'
import '../theme/base.css'
import { createApp } from 'vue'
import { createTranslations, createVuetifyPlugin } from '../plugins/index.ts'
import { startTheme, useTheme } from '../theme/index.ts'
import Gallery from './GalleryPage.vue'
import '../theme/vuetify.css'

// The page for looking at the kit. It is built only with `--mode gallery` and never shipped.
const wanted = new URLSearchParams(location.search).get('theme')
if (wanted === 'light' || wanted === 'dark') useTheme().choose(wanted)

const vuetify = createVuetifyPlugin(useTheme().theme.value)
startTheme(theme => vuetify.theme.change(theme))
createApp(Gallery).use(createTranslations()).use(vuetify).mount('#app')
