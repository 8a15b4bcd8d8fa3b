import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The kill tests take minutes, so they run by themselves: `npm run test:kill`. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/kill/*.test.ts'],
    testTimeout: 60 * 60_000,
    hookTimeout: 5 * 60_000,
    fileParallelism: false,
  },
})
