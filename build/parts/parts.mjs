/** The three parts of the build: what each is made of, and what must be there when it is built. */

const layersBelowHosts = ['shared', 'core', 'host']

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} config the Vite configuration
 * @property {string[]} sources folders and files whose content decides whether it is stale
 * @property {string[]} outputs files, relative to `dist`
 */

/** @type {Record<string, Part>} */
export const parts = {
  renderer: {
    name: 'renderer',
    config: 'build/vite.renderer.config.ts',
    sources: ['shared', 'renderer', 'build/icons', 'build/vite.renderer.config.ts'],
    outputs: ['renderer/index.html'],
  },
  server: {
    name: 'server',
    config: 'build/vite.server.config.ts',
    sources: [...layersBelowHosts, 'server', 'build/vite.server.config.ts'],
    outputs: [
      'server/main.mjs',
      'host/core-worker.mjs',
      'host/data.mjs',
      'host/scenario.mjs',
      'host/sweep.mjs',
      'host/hash.mjs',
      'host/relog.mjs',
    ],
  },
  electron: {
    name: 'electron',
    config: 'build/vite.electron.config.ts',
    sources: [...layersBelowHosts, 'electron', 'build/vite.electron.config.ts'],
    outputs: ['electron/main.cjs', 'electron/preload.cjs', 'electron/core-worker.cjs'],
  },
}
