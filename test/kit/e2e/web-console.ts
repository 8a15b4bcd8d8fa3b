import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { chromium, type Browser, type Page } from 'playwright-core'
import { WebSocket } from 'ws'
import type { Client } from '../../../shared/contract/index.ts'
import { webSocketWire, wireOptions, type WebSocketLike } from '../../../shared/wire/index.ts'
import { actionLimitMs, type Account, type Ending, type Host, type RawWire } from './host.ts'
import type { PageWatch } from './page-watch.ts'
import { ended, plainEnvironment, runToEnd } from './processes.ts'
import { chromiumBinary, root } from './runtime.ts'

const entry = join(root, 'dist', 'server', 'main.mjs')
const browserSwitches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The web host in a process of its own, and a browser window on it. */
export class WebConsole implements Host {
  readonly kind = 'web'
  page!: Page
  private server!: ChildProcess
  private browser: Browser | undefined
  private port = 0

  private constructor(
    readonly dataDir: string,
    private readonly watch: PageWatch,
  ) {}

  static async start(
    dataDir: string,
    flags: readonly string[],
    watch: PageWatch,
  ): Promise<WebConsole> {
    const host = new WebConsole(dataDir, watch)
    await host.serve(flags)
    await host.open()
    return host
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async wire({ name, password }: Account): Promise<RawWire> {
    const cookie = await signIn(this.address, { name, password })
    const socket = new WebSocket(`${this.address.replace('http', 'ws')}/rpc`, {
      headers: { cookie },
      origin: this.address,
    })
    const port = webSocketWire(socket as unknown as WebSocketLike)
    const client = createORPCClient<Client>(new RPCLink({ port, ...wireOptions }))
    return {
      client,
      async close() {
        port.close()
        if (socket.readyState === WebSocket.CLOSED) return
        await new Promise(resolve => socket.once('close', resolve))
      },
    }
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height })
  }

  async kill(): Promise<void> {
    this.server.kill('SIGKILL')
    await ended(this.server)
  }

  async restart(): Promise<Page> {
    await this.serve([])
    if (!this.browser) await this.open()
    return this.page
  }

  async stop(): Promise<void> {
    await this.browser?.close()
    this.browser = undefined
    this.server.kill('SIGTERM')
    await ended(this.server)
  }

  runAgain(words: readonly string[]): Promise<Ending> {
    const line = [entry, '--data', this.dataDir, '--port', '0', ...words]
    return runToEnd(process.execPath, line, plainEnvironment())
  }

  dispose(): Promise<void> {
    return this.stop()
  }

  /** Starts the process and waits for the line that says where it serves. */
  private async serve(flags: readonly string[]): Promise<void> {
    const words = [entry, '--data', this.dataDir, '--port', String(this.port), ...flags]
    const server = spawn(process.execPath, words, {
      env: plainEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.server = server
    let text = ''
    this.port = await new Promise<number>((resolve, reject) => {
      server.stderr.on('data', (part: Buffer) => (text += part.toString()))
      server.stdout.on('data', (part: Buffer) => {
        text += part.toString()
        const port = /Hostward serves http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1]
        if (port !== undefined) resolve(Number(port))
      })
      server.once('exit', code => reject(new Error(`The web host ended with ${code}: ${text}`)))
    })
  }

  private async open(): Promise<void> {
    this.browser = await chromium.launch({
      executablePath: chromiumBinary(),
      args: browserSwitches,
    })
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      colorScheme: 'light',
    })
    context.setDefaultTimeout(actionLimitMs)
    this.page = await context.newPage()
    this.watch.watch(this.page)
    await this.page.goto(this.address)
  }
}

/** Signs in as a browser does; answers the cookie that it would keep. */
async function signIn(address: string, account: Account): Promise<string> {
  const answer = await fetch(`${address}/api/session/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const [cookie] = answer.headers.getSetCookie()
  if (!answer.ok || cookie === undefined) throw new Error(`No sign-in: ${await answer.text()}`)
  return cookie.split(';')[0] ?? ''
}
