import type { ChildProcess } from 'node:child_process'
import type * as inspector from 'node:inspector'
import type * as workerThreads from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import type { Client } from '../../../shared/contract/index.ts'
import { wireOptions } from '../../../shared/wire/index.ts'
import { actionLimitMs, type Account, type Ending, type Host, type RawWire } from './host.ts'
import type { PageWatch } from './page-watch.ts'
import { ended, plainEnvironment, runToEnd } from './processes.ts'
import { portOfPage } from './raw-page.ts'
import { electronBinary, root } from './runtime.ts'

/**
 * The desktop host with its window. It runs without the operating system's sandbox, because tests
 * may
 * run as root; that says nothing about the sandbox.
 */
export class ElectronConsole implements Host {
  readonly kind = 'electron'
  readonly address = undefined
  page!: Page
  app!: ElectronApplication
  private readonly environment: Record<string, string>
  private child!: ChildProcess

  private constructor(
    readonly dataDir: string,
    private readonly watch: PageWatch,
    display: string,
  ) {
    this.environment = plainEnvironment({ DISPLAY: display })
  }

  static async start(
    dataDir: string,
    flags: readonly string[],
    watch: PageWatch,
    display: string,
  ): Promise<ElectronConsole> {
    const host = new ElectronConsole(dataDir, watch, display)
    await host.launch(flags)
    return host
  }

  async wire(account: Account): Promise<RawWire> {
    const page = await this.bareWindow()
    const port = await portOfPage(page)
    const client = createORPCClient<Client>(new RPCLink({ port, ...wireOptions }))
    await client.session.signIn({ ...account })
    return {
      client,
      async close() {
        port.close()
        if (!page.isClosed()) await page.close()
      },
    }
  }

  async resize(width: number, height: number): Promise<void> {
    const own = await this.app.browserWindow(this.page)
    await own.evaluate((window, size) => window.setContentSize(size.width, size.height), {
      width,
      height,
    })
    await this.page.waitForFunction(
      size => window.innerWidth === size.width && window.innerHeight === size.height,
      { width, height },
    )
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await ended(this.child)
  }

  async restart(): Promise<Page> {
    await this.launch([])
    return this.page
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    await this.app.close()
    await ended(this.child)
  }

  runAgain(words: readonly string[]): Promise<Ending> {
    const line = [...this.words(), ...words]
    return runToEnd(electronBinary() ?? '', line, this.environment)
  }

  dispose(): Promise<void> {
    return this.stop()
  }

  /** Ends the thread of the core as a crash would, from inside the process that holds it. */
  async endCore(): Promise<void> {
    await this.app.evaluate(endWorkers)
  }

  /** Where the windows are, as the main process sees them. */
  addresses(): Promise<string[]> {
    return this.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(window => window.webContents.getURL()),
    )
  }

  /** Lets the page try to go elsewhere; whether the main process prevented it. */
  async isKeptFrom(address: string): Promise<boolean> {
    const asked = this.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<boolean>(resolve => {
          const [window] = BrowserWindow.getAllWindows()
          // The guard listens already, so it has decided when this one hears of it.
          window?.webContents.once('will-navigate', event => resolve(event.defaultPrevented))
        }),
    )
    await this.addresses()
    await this.page.evaluate(to => {
      window.location.href = to
    }, address)
    return asked
  }

  private words(): string[] {
    return [root, '--no-sandbox', '--data', this.dataDir]
  }

  private async launch(flags: readonly string[]): Promise<void> {
    this.app = await _electron.launch({
      executablePath: electronBinary(),
      args: [...this.words(), ...flags],
      env: this.environment,
      colorScheme: 'light',
      timeout: 60_000,
    })
    this.child = this.app.process()
    this.app.context().setDefaultTimeout(actionLimitMs)
    this.page = await this.app.firstWindow()
    this.watch.watch(this.page)
    await this.page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
    await this.resize(1440, 900)
  }

  /**
   * A window at the console's address that shows a file of it, with the port but without its code.
   */
  private async bareWindow(): Promise<Page> {
    const opened = this.app.waitForEvent('window')
    const file = await this.page.locator('link[rel="stylesheet"]').first().getAttribute('href')
    await this.app.evaluate(({ BrowserWindow, app }, path) => {
      const preload = `${app.getAppPath()}/dist/electron/preload.cjs`
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      return window.loadURL(new URL(path, 'app://hostward/').href)
    }, file ?? '')
    const page = await opened
    await page.waitForLoadState()
    return page
  }
}

/** Runs in the main process: finds its workers by their prototype, and ends them. */
async function endWorkers(): Promise<void> {
  const load = process.mainModule!.require.bind(process.mainModule)
  const { Session } = load('node:inspector') as typeof inspector
  const { Worker } = load('node:worker_threads') as typeof workerThreads
  const session = new Session()
  session.connect()
  const ask = <Answer>(method: string, input: object) =>
    new Promise<Answer>((resolve, reject) => {
      session.post(method, input, (error, answer) =>
        error ? reject(error) : resolve(answer as Answer),
      )
    })
  Object.assign(globalThis, { workerPrototype: Worker.prototype as unknown })
  const found = await ask<{ result: { objectId: string } }>('Runtime.evaluate', {
    expression: 'globalThis.workerPrototype',
  })
  const { objects } = await ask<{ objects: { objectId: string } }>('Runtime.queryObjects', {
    prototypeObjectId: found.result.objectId,
  })
  await ask('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { for (const worker of this) void worker.terminate() }',
  })
  session.disconnect()
}
