/**
 * The desktop host: one window on the console, one core in a worker, and between them only a port.
 */
import { app, dialog } from 'electron'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { declareAppScheme } from './app-protocol.ts'
import { readArguments } from './arguments.ts'
import { Desktop } from './desktop.ts'
import { usageExitCode } from './exit-codes.ts'
import { LinkInbox } from './link-inbox.ts'
import { texts } from './texts.ts'

function start(): void {
  const wanted = readArguments(process.argv.slice(1))
  const links = new LinkInbox()
  links.receive(process.argv.slice(1))
  app.on('open-url', (event, link) => {
    event.preventDefault()
    links.receive([link])
  })
  chooseAppFolder(wanted.dataDir)
  if (!app.requestSingleInstanceLock()) {
    // The first instance has been told of this command line and comes to the front.
    app.exit(0)
    return
  }
  declareAppScheme()
  void app.whenReady().then(() => {
    // The launcher hears that Electron could start; started by hand, nobody listens.
    process.send?.('hostward:ready')
    new Desktop(wanted, links).run()
  })
}

/**
 * A data folder of one's own gets its own settings and lock as well, so two fabrics can be open at
 * once. Who names Chromium's folder on the command line keeps it.
 */
function chooseAppFolder(dataDir: string | undefined): void {
  app.setName(texts.appName)
  if (app.commandLine.hasSwitch('user-data-dir')) return
  const folder =
    dataDir === undefined
      ? join(app.getPath('appData'), texts.appName)
      : join(resolve(dataDir), 'desktop')
  mkdirSync(folder, { recursive: true })
  app.setPath('userData', folder)
}

try {
  start()
} catch (error) {
  dialog.showErrorBox(texts.appName, error instanceof Error ? error.message : String(error))
  app.exit(usageExitCode)
}
