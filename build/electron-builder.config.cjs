/**
 * What electron-builder packages, and how. `npm run package` makes the unpacked app for this platform;
 * the installers are configured here and made with `npm run package -- --installers`.
 */
const { rm } = require('node:fs/promises')
const { join } = require('node:path')
const { setFuses } = require('./package/fuses.cjs')

const forEndToEnd = process.env.HOSTWARD_E2E === '1'
const fromRegistry = process.env.HOSTWARD_ELECTRON === 'registry'

/** @param {import('electron-builder').AfterPackContext} context */
function executable({ appOutDir, packager, electronPlatformName }) {
  const name = packager.appInfo.productFilename
  if (electronPlatformName === 'darwin') return join(appOutDir, `${name}.app`)
  return join(appOutDir, electronPlatformName === 'win32' ? `${name}.exe` : packager.executableName)
}

/** @type {import('electron-builder').Configuration} */
module.exports = {
  appId: 'org.hostward.console',
  productName: 'Hostward',
  directories: { output: forEndToEnd ? 'release/e2e' : 'release', buildResources: 'build/icons' },
  files: [
    'package.json',
    'dist/electron/*.{cjs,wasm}',
    'dist/renderer/**',
    'build/icons/png/256x256.png',
    '!**/*.map',
    // Of the store's package only what runs: no sources, no other platform's native part.
    '!**/*.{md,mts,cts,ts,mjs}',
    '!node_modules/node-addon-api/**',
    '!node_modules/@photostructure/sqlite/{binding.gyp,scripts,src}/**',
    '!node_modules/@photostructure/sqlite/prebuilds/!(${platform}-${arch})/**',
  ],
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  // The store's native parts are built ahead against N-API, which Electron and Node share.
  npmRebuild: false,
  buildDependenciesFromSource: false,
  publish: null,
  protocols: [{ name: 'Hostward link', schemes: ['hostward'] }],
  ...(fromRegistry
    ? { electronDist: '.cache/electron-registry-runtime', electronVersion: '25.1.1' }
    : {}),
  linux: {
    target: ['AppImage', 'deb'],
    executableName: 'hostward',
    category: 'System',
    icon: 'build/icons/png',
    syncDesktopName: true,
  },
  deb: { packageName: 'hostward', maintainer: 'The Hostward authors' },
  win: { target: ['nsis'], icon: 'build/icons/hostward.ico' },
  nsis: { oneClick: false, allowToChangeInstallationDirectory: true, perMachine: false },
  mac: {
    target: ['dmg'],
    icon: 'build/icons/hostward.icns',
    category: 'public.app-category.developer-tools',
    hardenedRuntime: true,
    darkModeSupport: true,
  },
  async afterExtract({ appOutDir }) {
    // The registry's runtime has a default app of ours for development; a package has the real one.
    const defaultApp = join(appOutDir, 'resources', 'default_app.asar')
    await rm(defaultApp, { recursive: true, force: true })
    await rm(join(appOutDir, 'hostward-runtime.json'), { force: true })
  },
  async afterPack(context) {
    const resign = context.electronPlatformName === 'darwin'
    const fuses = await setFuses(executable(context), { forEndToEnd, resign })
    console.log(`Fuses read back from ${executable(context)}:`)
    for (const [name, state] of Object.entries(fuses)) {
      console.log(`  ${state ? 'on ' : 'off'} ${name}`)
    }
  },
}
