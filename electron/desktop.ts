import { app, Menu, session, shell, type BrowserWindow } from 'electron'
import { join, resolve } from 'node:path'
import { defaultDataFolder, startCoreHost, StartRefused, type SetupFlags } from '../host/index.ts'
import { serveConsole } from './app-protocol.ts'
import type { DesktopArguments } from './arguments.ts'
import { consoleOrigin } from './console-origin.ts'
import { bringToFront, openConsoleWindow } from './console-window.ts'
import { CoreSupervisor, type CoreStop } from './core-supervisor.ts'
import { deepLinkScheme } from './deep-link.ts'
import { guardNavigation, limitPermissions, openOutside } from './guards.ts'
import type { LinkInbox } from './link-inbox.ts'
import { usageExitCode } from './exit-codes.ts'
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
  private readonly dataDir: string
  /** The flags of a first run hold until a core has started with them. */
  private setup: SetupFlags | undefined
  private isQuitting = false

  constructor(
    wanted: DesktopArguments,
    private readonly links: LinkInbox,
  ) {
    this.dataDir = resolve(wanted.dataDir ?? defaultDataFolder())
    this.setup = wanted.setup
    // The core opens its folder while the window draws.
    void this.startCore(false)
    guardNavigation(app)
    limitPermissions(session.defaultSession)
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

  private async startCore(startFresh: boolean): Promise<void> {
    const options = {
      dataDir: this.dataDir,
      workerPath: join(__dirname, 'core-worker.cjs'),
      setup: this.setup,
      startFresh,
      log: (line: string) => process.stderr.write(`${line}\n`),
    }
    const core = await this.supervisor.start(() => startCoreHost(options))
    if (core === undefined) return
    this.setup = undefined
    this.desk.clear()
  }

  private coreStopped(stop: CoreStop): void {
    // Flags that do not fit are the command line's matter: it gets the words and an exit code.
    if (stop.error instanceof StartRefused) {
      process.stderr.write(`${stop.error.message}\n`)
      return app.exit(usageExitCode)
    }
    this.connections.closeAll()
    this.desk.show(troubleOfStop(stop, this.dataDir))
  }

  private act(remedy: Remedy): void {
    if (remedy === 'quit') app.quit()
    else if (remedy === 'reload') this.desk.clear()
    else void this.startCore(remedy === 'start-new')
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
