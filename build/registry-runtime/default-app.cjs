/**
 * Electron's command line (`electron FOLDER ...`) is itself a small app that the archive does not
 * carry. This is ours: it loads the app of the folder named first, as Electron's own would.
 */
const { app } = require('electron')
const { join, resolve } = require('node:path')

const folder = process.argv.slice(1).find(argument => !argument.startsWith('-'))
if (folder === undefined) {
  process.stderr.write('Usage: electron FOLDER [flags]\n')
  app.exit(2)
} else {
  const root = resolve(folder)
  const manifest = require(join(root, 'package.json'))
  process.defaultApp = true
  app.setName(manifest.productName ?? manifest.name)
  app.setVersion(manifest.version)
  app.setAppPath(root)
  require(join(root, manifest.main))
}
