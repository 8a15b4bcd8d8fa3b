import 'vuetify/styles/core'
import { createVuetify } from 'vuetify'
import { vuetifyDefaults, vuetifyTheme, type ThemeName } from '../theme/index.ts'

/**
 * Vuetify with our two themes. It writes one style element of its own, which carries the page's
 * nonce. Parts are imported where they are used, so only those reach the bundle.
 */
export function createVuetifyPlugin(initial: ThemeName) {
  return createVuetify({
    defaults: vuetifyDefaults,
    theme: {
      defaultTheme: initial,
      cspNonce: pageNonce(),
      utilities: false,
      themes: { light: vuetifyTheme('light'), dark: vuetifyTheme('dark') },
    },
  })
}

function pageNonce(): string {
  return document.querySelector<HTMLElement>('[property=csp-nonce]')?.nonce ?? ''
}
