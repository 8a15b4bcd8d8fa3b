import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('../renderer', import.meta.url))
const dist = fileURLToPath(new URL('../dist', import.meta.url))

/**
 * Builds the console and portal as one page. The host that serves the page sends a policy without
 * eval and without inline code, and puts a fresh value in the place of __CSP_NONCE__ every time.
 * The mode `gallery` builds the page that shows the whole kit instead, beside the product.
 */
export default defineConfig(({ mode }) => {
  const isGallery = mode === 'gallery'
  return {
    root,
    base: '/',
    publicDir: false,
    plugins: [vue()],
    html: { cspNonce: '__CSP_NONCE__' },
    define: {
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
    },
    build: {
      outDir: `${dist}/${isGallery ? 'gallery' : 'renderer'}`,
      emptyOutDir: true,
      target: 'chrome114',
      // A font or picture as a data: URL would need a hole in the policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
      rollupOptions: { input: `${root}/${isGallery ? 'gallery' : 'index'}.html` },
    },
  }
})
