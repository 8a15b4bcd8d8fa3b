import { defineConfig } from 'vitest/config'

/** One project a host: the same specs, one after the other, since each has the machine to itself. */
function project(name: 'web' | 'electron', groupOrder: number) {
  return {
    test: {
      name,
      include: ['test/e2e/**/*.spec.ts'],
      globalSetup: ['test/kit/e2e/global-setup.ts'],
      testTimeout: 240_000,
      hookTimeout: 240_000,
      teardownTimeout: 60_000,
      fileParallelism: false,
      // A screen on a busy machine may miss a beat; what fails twice is broken.
      retry: 1,
      expect: { poll: { timeout: 30_000, interval: 100 } },
      sequence: { groupOrder },
    },
  }
}

export default defineConfig({
  test: {
    projects: [project('web', 0), project('electron', 1)],
    maxWorkers: 1,
    reporters: ['default'],
  },
})
