import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Tests of what keeps nothing between two files, besides what it is given. */
const core = ['test/{scenario,contract}/**/*.test.ts', 'test/unit/{core,shared}/**/*.test.ts']
const renderer = ['test/unit/renderer/**/*.test.ts']

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
      // Their modules are loaded once for all files of a worker, which took longer than the tests.
      { extends: true, test: { name: 'core', include: core, isolate: false } },
      { extends: true, test: { name: 'renderer', include: renderer, isolate: false } },
      // Hosts, servers and launchers meet processes, environments and signals.
      {
        extends: true,
        test: {
          name: 'hosts',
          include: ['test/unit/**/*.test.ts'],
          exclude: [...core, ...renderer],
        },
      },
    ],
  },
})
