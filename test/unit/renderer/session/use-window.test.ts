import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import type { VmRowView, WindowEvent, WindowInput } from '../../../../shared/contract/index.ts'
import { client, linkSwitch } from '../../../../renderer/session/client.ts'
import { useWindow, type LiveWindow } from '../../../../renderer/session/use-window.ts'
import { fakeLink, FakeStream, refused, settle, windowEvent } from '../../../kit/fake-client.ts'

type Event = WindowEvent<VmRowView>
const row = (name: string) => ({ name }) as VmRowView

let scope: EffectScope
let streams: FakeStream<Event>[]
let asked: WindowInput[]

function connect(): void {
  linkSwitch.use(
    fakeLink({
      vm: {
        watch(input, { signal }) {
          const stream = new FakeStream<Event>(signal)
          streams.push(stream)
          asked.push(input)
          return stream
        },
      },
    }),
  )
  linkSwitch.setLive(true)
}

beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
  streams = []
  asked = []
  connect()
})
afterEach(() => {
  scope.stop()
  linkSwitch.use(undefined)
  vi.useRealTimers()
})

function open(input: () => { text: string } = () => ({ text: '' })): LiveWindow<VmRowView> {
  return scope.run(() => useWindow(client.vm.watch, input))!
}

async function push(stream: FakeStream<Event> | undefined, event: Event): Promise<void> {
  stream?.push(event)
  await settle()
}

describe('live window', () => {
  it('window: before the first event: loading, afterwards ready with its rows', async () => {
    const list = open()
    await settle()
    expect(list.state.value).toBe('loading')
    await push(streams[0], windowEvent([row('web-01')], { total: 12 }))
    expect([list.state.value, list.rowAt(0)?.name, list.total.value]).toEqual([
      'ready',
      'web-01',
      12,
    ])
  })

  it('window: from an empty list to another: loading, not empty, until its rows are there', async () => {
    const text = ref('')
    const list = open(() => ({ text: text.value }))
    await settle()
    await push(streams[0], windowEvent([]))
    expect([list.state.value, list.total.value]).toEqual(['ready', 0])
    text.value = 'des'
    await settle()
    expect(list.state.value).toBe('loading')
    await vi.advanceTimersByTimeAsync(200)
    await push(streams[1], windowEvent([row('desk-1')]))
    expect([list.state.value, list.total.value]).toEqual(['ready', 1])
  })

  it('window: input changes: one new stream once it rests, and the old one is closed', async () => {
    const text = ref('')
    const list = open(() => ({ text: text.value }))
    await settle()
    await push(streams[0], windowEvent([row('web-01')]))
    for (const typed of ['d', 'de', 'des']) {
      text.value = typed
      await settle()
    }
    await vi.advanceTimersByTimeAsync(200)
    expect(asked.map(input => input.text)).toEqual(['', 'des'])
    expect(streams.map(stream => stream.isOpen)).toEqual([false, true])
    expect(list.rowAt(0)?.name).toBe('web-01')
    await push(streams[1], windowEvent([row('desk-1')]))
    expect(list.rowAt(0)?.name).toBe('desk-1')
  })

  it('window: an event of the stream before: it is dropped', async () => {
    const text = ref('')
    const list = open(() => ({ text: text.value }))
    await settle()
    await push(streams[0], windowEvent([row('a')]))
    text.value = 'b'
    await vi.advanceTimersByTimeAsync(200)
    await push(streams[1], windowEvent([row('b')]))
    await push(streams[0], windowEvent([row('stale')], { revision: 99 }))
    expect(list.rowAt(0)?.name).toBe('b')
  })

  it('window: another range comes into sight: it asks for that range', async () => {
    const list = open()
    await settle()
    await push(streams[0], windowEvent([row('a')], { total: 4000 }))
    list.setRange({ offset: 1024, limit: 96 })
    await vi.advanceTimersByTimeAsync(200)
    expect(asked.at(-1)).toMatchObject({ offset: 1024, limit: 96 })
  })

  it('window: the connection is lost: rows stay, and a new one opens the stream again', async () => {
    const list = open()
    await settle()
    await push(streams[0], windowEvent([row('a')], { revision: 50 }))
    linkSwitch.use(undefined)
    streams[0]?.fail(new Error('closed'))
    await settle()
    expect([list.state.value, list.rowAt(0)?.name]).toEqual(['ready', 'a'])
    connect()
    await settle()
    expect(streams).toHaveLength(2)
    // A core that came back from its disk may count from an earlier revision.
    await push(streams[1], windowEvent([row('b')], { revision: 3 }))
    expect(list.rowAt(0)?.name).toBe('b')
  })

  it('window: the core refuses: the refusal is kept as data, and a retry asks again', async () => {
    const list = open()
    await settle()
    streams[0]?.fail(refused('not-found', { kind: 'host group', id: 'hostgroup-9' }))
    await settle()
    expect([list.state.value, list.error.value?.code]).toEqual(['error', 'not-found'])
    list.retry()
    await settle()
    expect(streams).toHaveLength(2)
  })

  it('window: a view of the same list again: its first rows stand there at once', async () => {
    const input = { text: 'web' }
    const view = effectScope()
    view.run(() => useWindow(client.vm.watch, input, { keptAs: 'test' }))
    await settle()
    await push(streams[0], windowEvent([row('web-01')]))
    view.stop()
    const again = scope.run(() => useWindow(client.vm.watch, input, { keptAs: 'test' }))!
    expect([again.state.value, again.rowAt(0)?.name]).toEqual(['ready', 'web-01'])
    const other = scope.run(() => useWindow(client.vm.watch, { text: 'x' }, { keptAs: 'test' }))!
    expect([other.state.value, other.rowAt(0)]).toEqual(['loading', undefined])
  })

  it('window: somebody else signed in since: nothing of the view before is shown', async () => {
    const view = effectScope()
    view.run(() => useWindow(client.vm.watch, {}, { keptAs: 'test' }))
    await settle()
    await push(streams[0], windowEvent([row('secret-01')]))
    view.stop()
    linkSwitch.setLive(false)
    linkSwitch.setLive(true)
    const again = scope.run(() => useWindow(client.vm.watch, {}, { keptAs: 'test' }))!
    expect([again.state.value, again.rowAt(0)]).toEqual(['loading', undefined])
  })

  it('window: its scope ends: no stream is left open', async () => {
    open()
    await settle()
    scope.stop()
    await settle()
    expect(streams.map(stream => stream.isOpen)).toEqual([false])
  })
})
