import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** What needs no page, no process of its own and no environment: the core and what follows it. */
const core = ['test/{scenario,contract}/**/*.test.ts', 'test/unit/{core,shared}/**/*.test.ts']

export default defineConfig({
  plugins: [vue()],
  test: {
    // The runner itself mostly waits, so every processor gets a worker.
    maxWorkers: '100%',
    testTimeout: 60000,
    hookTimeout: 60000,
    // The theme reads its colours out of this style sheet; all others stay empty in tests.
    css: { include: [/theme\/tokens\.css/] },
    // Vuetify ships its styles beside its modules, which Node cannot load by itself.
    server: { deps: { inline: ['vuetify'] } },
    reporters: ['default'],
    projects: [
      // The core keeps nothing besides a world, so its modules are loaded once for all files.
      { extends: true, test: { name: 'core', include: core, isolate: false } },
      {
        extends: true,
        test: { name: 'around', include: ['test/unit/**/*.test.ts'], exclude: core },
      },
    ],
  },
})
