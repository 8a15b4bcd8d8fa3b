import { app, Menu, session, shell, type BrowserWindow } from 'electron'
import { join, resolve } from 'node:path'
import { startCoreHost, type CoreHost } from '../host/index.ts'
import { serveConsole } from './app-protocol.ts'
import type { DesktopArguments } from './arguments.ts'
import { consoleOrigin } from './console-origin.ts'
import { bringToFront, openConsoleWindow } from './console-window.ts'
import { CoreSupervisor, type CoreStop } from './core-supervisor.ts'
import { keepDataFolder, keptDataFolder, nextDataFolder } from './data-folder.ts'
import { deepLinkScheme } from './deep-link.ts'
import { denyPermissions, guardNavigation, openOutside } from './guards.ts'
import type { LinkInbox } from './link-inbox.ts'
import { menuTemplate } from './menu.ts'
import { pageChannel, type PageMessage } from './page-messages.ts'
import { PortConnections } from './port-connections.ts'
import { TroubleDesk } from './trouble-desk.ts'
import type { Remedy } from './trouble-page.ts'
import { troubleOfPage, troubleOfStop } from './troubles.ts'

const documentation = 'https://learn.microsoft.com/windows-server/virtualization/hyper-v/'
const flushLimitMs = 15_000

/** The one place where the parts of the desktop host are put together. */
export class Desktop {
  private readonly userData = app.getPath('userData')
  private readonly supervisor = new CoreSupervisor(stop => this.coreStopped(stop))
  private readonly connections = new PortConnections(() => this.supervisor.running())
  private readonly window: BrowserWindow
  private readonly desk: TroubleDesk
  private dataDir: string
  private isQuitting = false

  constructor(
    private readonly wanted: DesktopArguments,
    private readonly links: LinkInbox,
  ) {
    this.dataDir =
      wanted.dataDir === undefined ? keptDataFolder(this.userData) : resolve(wanted.dataDir)
    // The core opens its folder while the window draws.
    void this.supervisor.start(() => this.launchCore())
    guardNavigation(app)
    denyPermissions(session.defaultSession)
    this.window = openConsoleWindow(join(this.userData, 'window-state.json'))
    this.desk = new TroubleDesk(this.window, remedy => this.act(remedy))
  }

  run(): void {
    serveConsole(join(__dirname, '..', 'renderer'), path => this.desk.page(path))
    this.connections.listen()
    this.connections.watch(this.window)
    this.buildMenu()
    this.listenToApp()
    this.window.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason !== 'clean-exit') this.desk.show(troubleOfPage(details.reason))
    })
    void this.window.loadURL(`${consoleOrigin}${this.links.takeFirst() ?? '/'}`)
    this.links.listen(path => this.tellPage({ type: 'hostward:go', path }))
  }

  private launchCore(): Promise<CoreHost> {
    return startCoreHost({
      dataDir: this.dataDir,
      workerPath: join(__dirname, 'core-worker.cjs'),
      log: line => process.stderr.write(`${line}\n`),
    })
  }

  private coreStopped(stop: CoreStop): void {
    this.connections.closeAll()
    this.desk.show(troubleOfStop(stop, this.dataDir))
  }

  private act(remedy: Remedy): void {
    if (remedy === 'quit') return app.quit()
    if (remedy === 'reload') return this.desk.clear()
    if (remedy === 'start-new') {
      this.dataDir = nextDataFolder(this.dataDir)
      if (this.wanted.dataDir === undefined) keepDataFolder(this.userData, this.dataDir)
    }
    void this.supervisor
      .start(() => this.launchCore())
      .then(core => {
        if (core !== undefined) this.desk.clear()
      })
  }

  private buildMenu(): void {
    const template = menuTemplate(process.platform, app.isPackaged, {
      openDataFolder: () => void shell.openPath(this.dataDir),
      chooseTheme: choice => this.tellPage({ type: 'hostward:theme', choice }),
      openDocumentation: () => openOutside(documentation),
      showAbout: () => app.showAboutPanel(),
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  private listenToApp(): void {
    app.on('second-instance', (_event, argv) => {
      if (!this.window.isDestroyed()) bringToFront(this.window)
      this.links.receive(argv)
    })
    app.on('window-all-closed', () => app.quit())
    app.on('will-quit', event => this.flushBeforeQuit(event))
    // Only an installed app may claim the links of the whole system.
    if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)
  }

  /** Holds the quit until the core has written everything, then leaves. */
  private flushBeforeQuit(event: { preventDefault(): void }): void {
    event.preventDefault()
    if (this.isQuitting) return
    this.isQuitting = true
    this.connections.closeAll()
    // What was acknowledged is on disk already, so a core that hangs must not keep the app open.
    setTimeout(() => app.exit(1), flushLimitMs)
    void this.supervisor
      .close()
      .catch((error: unknown) => process.stderr.write(`The core did not close: ${String(error)}\n`))
      .then(() => app.exit(0))
  }

  private tellPage(message: PageMessage): void {
    if (!this.window.isDestroyed()) this.window.webContents.send(pageChannel, message)
  }
}
