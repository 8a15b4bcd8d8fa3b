import { ORPCError } from '@orpc/client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ConnectionClosedError } from '../../shared/wire/index.ts'
import {
  memoryTransport,
  socketTransport,
  workerTransport,
  type Transport,
} from '../kit/transports.ts'
import { bundledWorker } from '../kit/worker-bundle.ts'

// Signing in takes a second of a processor, and these share one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const worker = bundledWorker()

describe.each<[string, () => Promise<Transport>]>([
  ['memory', memoryTransport],
  ['worker port', () => workerTransport(worker.path)],
  ['WebSocket', () => socketTransport(worker.path)],
])('wire over %s', (_name, start) => {
  let transport: Transport
  beforeAll(async () => {
    transport = await start()
  })
  afterAll(() => transport.end())

  test('wire: a query answers its rows', async () => {
    const { client } = await transport.open()
    const list = await client.vm.list({ limit: 3, sort: { field: 'name', direction: 'asc' } })
    expect(list.total).toBe(260)
    expect(list.rows.length).toBe(3)
  })

  test('wire: a command answers with its job, and the next query sees what it did', async () => {
    const { client } = await transport.open()
    const changes = { notes: 'seen over the wire' }
    const answer = await client.vm.update({ vmIds: ['vm-1'], changes })
    expect(answer).toMatchObject({ accepted: 1, refused: [] })
    expect((await client.vm.get({ vmId: 'vm-1' })).notes).toBe(changes.notes)
  })

  test('wire: a refusal arrives whole: code, status, text, data and the next step', async () => {
    const { client } = await transport.open()
    const refused = await client.vm.get({ vmId: 'vm-999999' }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ORPCError)
    expect(refused).toMatchObject({
      code: 'not-found',
      status: 404,
      defined: true,
      message: 'There is no vm vm-999999 that you can see.',
      data: { kind: 'vm', id: 'vm-999999', next: expect.stringContaining('scope') },
    })
  })

  test('wire: an input that does not fit: refused with each field', async () => {
    const { client } = await transport.open()
    const wrong = { vmIds: ['host-1'] } as never
    await expect(client.vm.start(wrong)).rejects.toMatchObject({
      code: 'input.invalid',
      data: { issues: [expect.stringContaining('vmIds.0')] },
    })
  })

  test('wire: a command with a field that it does not have: refused by its name', async () => {
    const { client } = await transport.open()
    const wrong = { vmIds: ['vm-1'], changes: { notes: 'x', colour: 'red' } } as never
    await expect(client.vm.update(wrong)).rejects.toMatchObject({
      code: 'input.invalid',
      data: { issues: ['changes.colour: is no field of it'] },
    })
  })

  test('wire: a stream says its state first, and then what changes', async () => {
    const { client } = await transport.open()
    const stream = await client.vm.watch({ text: 'desk-201' })
    const first = await stream.next()
    expect(first.value).toMatchObject({ kind: 'window', total: 1 })
    const [row] = (first.value as { rows: { id: `vm-${number}` }[] }).rows
    await client.vm.update({ vmIds: [row!.id], changes: { addTags: ['watched'] } })
    for await (const event of stream) {
      if (JSON.stringify(event).includes('watched')) break
    }
  })

  test('wire: typed arrays arrive as typed arrays', async () => {
    const { client } = await transport.open()
    const stream = await client.vm.figures({ vmIds: ['vm-1', 'vm-2'] })
    const value = (await stream.next()).value as
      { cpuPercent: Float32Array; memoryUsedMib: Float32Array } | undefined
    expect(value?.cpuPercent).toBeInstanceOf(Float32Array)
    expect(value?.memoryUsedMib.length).toBe(2)
    await stream.return?.()
  })

  test('wire: cut: what was pending rejects, and what comes later too, with one known error', async () => {
    const { client, guard, cut } = await transport.open()
    const stream = await client.clock.watch({})
    await stream.next()
    const pending = [
      client.vm.list({}).catch((error: unknown) => error),
      drained(stream).catch((error: unknown) => error),
    ]
    cut()
    for (const error of await Promise.all(pending)) {
      expect(error).toBeInstanceOf(ConnectionClosedError)
    }
    await expect(client.vm.list({})).rejects.toBeInstanceOf(ConnectionClosedError)
    await expect(client.clock.watch({})).rejects.toBeInstanceOf(ConnectionClosedError)
    await expect(stream.next()).rejects.toMatchObject({ code: 'connection.closed', status: 503 })
    expect([guard.pending, guard.streams]).toEqual([0, 0])
  })

  const broken: [string, unknown][] = [
    ['a text', 'no message'],
    ['half a message', '{"i":"1","p":'],
    ['an empty object', '{}'],
    ['a list', '[]'],
    ['a message without an address', '{"i":"1","p":{}}'],
    ['an address that is none', '{"i":"1","p":{"u":"http://[","b":{}}}'],
    ['bytes', new Uint8Array([0, 255, 1])],
    ['nothing', ''],
  ]
  test.each(broken)(
    'wire: %s instead of a message: at most its own connection ends',
    async (_what, data) => {
      const other = await transport.open()
      const { client, port } = await transport.open()
      const stream = await client.clock.watch({})
      await stream.next()
      port.postMessage(data)
      await expect(drained(stream)).rejects.toBeInstanceOf(ConnectionClosedError)
      expect((await other.client.vm.list({ limit: 1 })).total).toBeGreaterThan(0)
    },
  )

  const odd: [string, unknown][] = [
    ['an unknown operation', '{"i":"9","p":{"u":"/vm/explode","b":{"json":{}}}}'],
    ['a body that is none', '{"i":"9","p":{"u":"/vm/list","b":5}}'],
    [
      'an index into nothing',
      '{"i":"9","p":{"u":"/vm/list","b":{"json":{},"meta":[[20,"a","b"]]}}}',
    ],
    [
      'a step to the prototype',
      '{"i":"9","p":{"u":"/vm/list","b":{"json":{},"meta":[[20,"__proto__"]]}}}',
    ],
    ['an abort of nothing', '{"i":"99","t":4}'],
  ]
  test.each(odd)('wire: %s: the connection goes on', async (_what, data) => {
    const { client, port } = await transport.open()
    await client.session.current({})
    port.postMessage(data)
    expect((await client.vm.list({ limit: 1 })).total).toBeGreaterThan(0)
  })

  test('wire: streams that end, by either side, leave nothing behind', async () => {
    await vi.waitFor(() => expect(transport.openStreams()).toBe(0), 10_000)
    const { client, guard, cut } = await transport.open()
    const streams = await Promise.all([
      client.clock.watch({}),
      client.vm.watch({}),
      client.vm.figures({ vmIds: ['vm-1'] }),
    ])
    for (const stream of streams) await stream.next()
    await vi.waitFor(() => expect(transport.openStreams()).toBe(3), 10_000)
    expect(guard.streams).toBe(3)
    await streams[0].return?.()
    await vi.waitFor(() => expect(transport.openStreams()).toBe(2), 10_000)
    expect(guard.streams).toBe(2)
    cut()
    await vi.waitFor(() => expect(transport.openStreams()).toBe(0), 10_000)
  })

  test('wire: reconnected: streams open again and say what was missed', async () => {
    const lost = await transport.open()
    const stream = await lost.client.vm.watch({ text: 'desk-202' })
    const first = await stream.next()
    const [row] = (first.value as { rows: { id: `vm-${number}` }[] }).rows
    lost.cut()
    await expect(drained(stream)).rejects.toBeInstanceOf(ConnectionClosedError)
    const { client } = await transport.open()
    await client.vm.update({ vmIds: [row!.id], changes: { addTags: ['meanwhile'] } })
    const again = await client.vm.watch({ text: 'desk-202' })
    const { value } = await again.next()
    expect(JSON.stringify(value)).toContain('meanwhile')
    await again.return?.()
  })
})

/** Reads a stream to its end. */
async function drained(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const event of stream) void event
}
