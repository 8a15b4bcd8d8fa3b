import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient, type ClientContext } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { WebSocket } from 'ws'
import { createCore } from '../../core/index.ts'
import { startCoreHost, type CoreHost } from '../../host/index.ts'
import { Pump } from '../../host/pump.ts'
import type { Client } from '../../shared/contract/index.ts'
import {
  CloseGuard,
  memoryPair,
  messagePortWire,
  webSocketWire,
  wireOptions,
  type MessagePortLike,
  type WebSocketLike,
  type WirePort,
} from '../../shared/wire/index.ts'
import { startWebHost, type WebHost } from '../../server/web-host.ts'
import { fakePorts } from './fake-ports.ts'
import { memoryStore } from './memory-store.ts'

export const account = { name: 'ann', password: 'correct horse battery' }

/** A client on a connection of its own, with a look at what the connection still holds. */
export interface TestWire {
  readonly client: Client
  readonly guard: CloseGuard<{ context: ClientContext }>
  readonly port: WirePort
  /** Ends the connection under the client, as a lost network or a gone window does. */
  cut(): void
}

/** A running core that is reached in one of the ways. */
export interface Transport {
  /** A connection that is signed in as the administrator. */
  open(): Promise<TestWire>
  /** Streams that the core still serves. */
  openStreams(): number
  end(): Promise<void>
}

/** The client of a port, with its guard in reach. */
export function wireOver(port: WirePort, cut: () => void): TestWire {
  const link = new RPCLink<ClientContext>({ port, ...wireOptions })
  const guard = new CloseGuard(link, port)
  return { client: createORPCClient<Client>(guard), guard, port, cut }
}

/** The core in this thread, its ports in memory. */
export async function memoryTransport(): Promise<Transport> {
  const core = createCore({ store: memoryStore(), ports: fakePorts() })
  const pump = new Pump(core)
  pump.start()

  function connect(): TestWire {
    const [own, cores] = memoryPair()
    core.connect(cores, { kind: 'window', key: 'test', address: 'local' })
    return wireOver(own, () => cores.close())
  }

  await connect().client.setup.create(labSetup)
  return {
    async open() {
      const wire = connect()
      await wire.client.session.signIn(account)
      return wire
    },
    openStreams: () => core.pulse.open,
    end: async () => pump.stop(),
  }
}

const labSetup = {
  fabric: 'poc-lab',
  seed: 1,
  administratorName: account.name,
  administratorPassword: account.password,
} as const

/** The core in its worker, over message ports. */
export async function workerTransport(workerPath: string): Promise<Transport> {
  const { host, end } = await labHost(workerPath)
  // One sign-in for all connections: each costs a second of a processor.
  const { token } = await hostWire(host).client.session.signIn(account)
  return {
    open: async () => hostWire(host, token),
    openStreams: () => host.status().core.openStreams,
    end,
  }
}

/** A connection to a core in its worker. */
export function hostWire(host: CoreHost, token?: string): TestWire {
  const port = host.connect({ kind: 'http', key: 'test', token })
  return wireOver(messagePortWire(port as unknown as MessagePortLike), () => port.close())
}

/** The core in its worker, over WebSockets of the web host. */
export async function socketTransport(workerPath: string): Promise<Transport> {
  const { host, web, end } = await labWebHost(workerPath)
  const cookie = await signedInCookie(web)
  return {
    async open() {
      const socket = openSocket(web, cookie)
      const port = webSocketWire(socket as unknown as WebSocketLike)
      return wireOver(port, () => socket.terminate())
    },
    openStreams: () => host.status().core.openStreams,
    end,
  }
}

/** A socket as a page of the host opens it. */
export function openSocket(web: WebHost, cookie?: string): WebSocket {
  const headers = cookie === undefined ? {} : { cookie }
  return new WebSocket(`${web.address.replace('http', 'ws')}/rpc`, { headers, origin: web.address })
}

/** Signs in as a browser does; answers the cookie that it would keep. */
export async function signedInCookie(web: WebHost): Promise<string> {
  const answer = await fetch(`${web.address}/api/session/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const [cookie] = answer.headers.getSetCookie()
  if (!answer.ok || cookie === undefined) throw new Error(`No sign-in: ${await answer.text()}`)
  return cookie.split(';')[0] ?? ''
}

/** A core in its worker on a folder of its own, with the proof-of-concept lab. */
export async function labHost(workerPath: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'hostward-test-'))
  const passwordFile = join(dataDir, 'password')
  writeFileSync(passwordFile, account.password)
  const lines: string[] = []
  const host: CoreHost = await startCoreHost({
    dataDir,
    workerPath,
    setup: { fabric: 'poc-lab', admin: account.name, 'admin-password-file': passwordFile },
    log: line => void lines.push(line),
  })
  const end = async () => {
    await host.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { host, dataDir, lines, end }
}

/** The same served over HTTP on a free port. */
export async function labWebHost(workerPath: string) {
  const lab = await labHost(workerPath)
  const rendererDir = join(lab.dataDir, 'renderer')
  mkdirSync(join(rendererDir, 'assets'), { recursive: true })
  writeFileSync(join(rendererDir, 'index.html'), testPage)
  writeFileSync(join(rendererDir, 'assets', 'app-1a2b.js'), 'export {}\n')
  const web = await startWebHost({
    core: lab.host,
    listen: { host: '127.0.0.1', port: 0 },
    rendererDir,
    version: '0.0.0-test',
    log: line => void lab.lines.push(line),
  })
  const end = async () => {
    await web.close()
    await lab.end()
  }
  return { ...lab, web, end }
}

const testPage = `<!doctype html><title>Hostward</title>
<meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>`
