import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import {
  clientOver,
  startCoreHost,
  StartRefused,
  StoreUnusable,
  type CoreHost,
} from '../../../host/index.ts'
import { storeFiles } from '../../../host/store/index.ts'
import {
  ConnectionClosedError,
  messagePortWire,
  type MessagePortLike,
} from '../../../shared/wire/index.ts'
import { scratchFolder } from '../../kit/scratch-folder.ts'
import { bundledWorker } from '../../kit/worker-bundle.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const worker = bundledWorker()

function start(dataDir: string, more: object = {}): Promise<CoreHost> {
  return startCoreHost({ dataDir, workerPath: worker.path, log: () => undefined, ...more })
}

function clientOf(host: CoreHost) {
  const port = host.connect({ kind: 'window', key: 'test' })
  return clientOver(messagePortWire(port as unknown as MessagePortLike))
}

function emptyFabric(password = 'correct horse battery') {
  const file = join(scratchFolder(), 'password')
  writeFileSync(file, password)
  return { fabric: 'empty', admin: 'ann', 'admin-password-file': file }
}

describe('core host', () => {
  test('an empty folder: it runs and waits for the first run', async () => {
    const host = await start(scratchFolder())
    expect(await clientOf(host).setup.status({})).toMatchObject({ ready: false })
    expect(host.status()).toMatchObject({ state: 'running', core: { ready: false } })
    await host.close()
    expect(host.status().state).toBe('ended')
  })

  test('a fabric by flags: it is there after a restart, and the flags are refused then', async () => {
    const folder = scratchFolder()
    const setup = emptyFabric()
    const first = await start(folder, { setup })
    expect(await clientOf(first).setup.status({})).toMatchObject({ ready: true })
    await first.close()
    const refused = await start(folder, { setup }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StartRefused)
    expect(refused).toMatchObject({
      reason: 'fabric-exists',
      message: expect.stringContaining('without --fabric, --seed and --admin'),
    })
    const seedAlone = await start(folder, { setup: { seed: '3' } }).catch((error: unknown) => error)
    expect(seedAlone).toMatchObject({ reason: 'fabric-exists' })
    const again = await start(folder)
    expect(await clientOf(again).setup.status({})).toMatchObject({ ready: true })
    await again.close()
  })

  test('flags that give no fabric: refused in words, and the folder can be used', async () => {
    const folder = scratchFolder()
    const incomplete = await start(folder, { setup: { fabric: 'empty' } }).catch((e: unknown) => e)
    expect(incomplete).toMatchObject({ reason: 'bad-setup' })
    const weak = await start(folder, { setup: emptyFabric('x') }).catch((e: unknown) => e)
    expect(weak).toMatchObject({
      reason: 'bad-setup',
      message: expect.stringContaining('too weak'),
    })
    await (await start(folder, { setup: emptyFabric() })).close()
  })

  test('a folder in use, and a damaged file: the store’s own error', async () => {
    const folder = scratchFolder()
    const host = await start(folder)
    const second = await start(folder).catch((error: unknown) => error)
    expect(second).toBeInstanceOf(StoreUnusable)
    expect(second).toMatchObject({ reason: 'locked' })
    await host.close()
    writeFileSync(storeFiles(folder).fabric, 'rubbish')
    const broken = await start(folder).catch((error: unknown) => error)
    expect(broken).toMatchObject({ reason: 'damaged' })
    await (await start(folder, { startFresh: true })).close()
  })

  test('closed: no call hangs, later ones reject, and a new connection closes at once', async () => {
    const host = await start(scratchFolder())
    const client = clientOf(host)
    const [call] = await Promise.allSettled([client.setup.status({}), host.close(), host.close()])
    // It was answered before the end, or it was told of the end: it never hangs.
    if (call.status === 'rejected') expect(call.reason).toBeInstanceOf(ConnectionClosedError)
    await expect(client.setup.status({})).rejects.toBeInstanceOf(ConnectionClosedError)
    await expect(clientOf(host).setup.status({})).rejects.toBeInstanceOf(ConnectionClosedError)
  })
})

describe('core host: a core that breaks', () => {
  function workerThat(code: string): string {
    const file = join(scratchFolder(), 'worker.mjs')
    writeFileSync(file, `import { parentPort } from 'node:worker_threads'\n${code}`)
    return file
  }
  const started = `parentPort.postMessage({ type: 'started', facts: {} })`

  test('it throws before it is ready: the start fails with its words', async () => {
    const broken = workerThat(`throw new Error('no such luck')`)
    await expect(start(scratchFolder(), { workerPath: broken })).rejects.toThrow('no such luck')
  })

  test('it throws while it runs: whoever listens hears why, and its ports close', async () => {
    const broken = workerThat(`
      parentPort.on('message', ({ port }) => {
        globalThis.kept = port
        setImmediate(() => { throw new Error('out of luck') })
      })
      ${started}`)
    const host = await start(scratchFolder(), { workerPath: broken })
    const ended = new Promise<Error | undefined>(resolve => host.onExit(resolve))
    const call = clientOf(host).setup.status({})
    await expect(call).rejects.toBeInstanceOf(ConnectionClosedError)
    expect((await ended)?.message).toBe('out of luck')
    const told = new Promise<Error | undefined>(resolve => host.onExit(resolve))
    expect((await told)?.message).toBe('out of luck')
    await host.close()
  })

  test('it ends by itself without a word: that is an error too', async () => {
    const broken = workerThat(`${started}; setImmediate(() => process.exit(0))`)
    const host = await start(scratchFolder(), { workerPath: broken })
    const ended = new Promise<Error | undefined>(resolve => host.onExit(resolve))
    expect((await ended)?.message).toContain('nobody asked')
  })
})
