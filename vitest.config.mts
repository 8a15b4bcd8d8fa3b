import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['test/{unit,scenario,contract}/**/*.test.ts'],
    // The runner itself mostly waits, so every processor gets a worker.
    maxWorkers: '100%',
    testTimeout: 60000,
    hookTimeout: 60000,
    // The theme reads its colours out of this style sheet; all others stay empty in tests.
    css: { include: [/theme\/tokens\.css/] },
    // Vuetify ships its styles beside its modules, which Node cannot load by itself.
    server: { deps: { inline: ['vuetify'] } },
    reporters: ['default'],
  },
})
