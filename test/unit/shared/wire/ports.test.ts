import { expect, test } from 'vitest'
import {
  memoryPair,
  messagePortWire,
  webSocketWire,
  type WirePort,
} from '../../../../shared/wire/index.ts'

/** Notes what a port says. */
function heard(port: WirePort): unknown[] {
  const said: unknown[] = []
  port.on('message', event => said.push(event?.data))
  port.on('close', () => said.push('closed'))
  return said
}

/** What a page's port or socket is made of, with the events in the test's hand. */
function scriptedChannel() {
  const listeners = new Map<string, ((event: { data?: unknown }) => void)[]>()
  return {
    sent: [] as unknown[],
    started: 0,
    closed: 0,
    readyState: 0,
    binaryType: 'blob',
    postMessage(message: unknown) {
      this.sent.push(message)
    },
    send(message: unknown) {
      this.sent.push(message)
    },
    start() {
      this.started++
    },
    close() {
      this.closed++
    },
    addEventListener(type: string, listener: (event: never) => void) {
      listeners.set(type, [...(listeners.get(type) ?? []), listener as never])
    },
    emit(type: string, event: { data?: unknown } = {}) {
      for (const listener of listeners.get(type) ?? []) listener(event)
    },
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

test('memory pair: messages arrive in order and not before the turn ends', async () => {
  const [left, right] = memoryPair()
  const said = heard(right)
  left.postMessage('a')
  left.postMessage('b')
  expect(said).toEqual([])
  await settled()
  expect(said).toEqual(['a', 'b'])
})

test('memory pair: closed: both sides hear it once, and no message after it', async () => {
  const [left, right] = memoryPair()
  const [here, there] = [heard(left), heard(right)]
  left.close()
  right.postMessage('late')
  left.postMessage('late')
  await settled()
  right.close()
  await settled()
  expect([here, there]).toEqual([['closed'], ['closed']])
})

test('ports: what comes before anybody listens waits; a close is told to late listeners too', async () => {
  const [left, right] = memoryPair()
  left.postMessage('early')
  await settled()
  expect(heard(right)).toEqual(['early'])
  left.close()
  await settled()
  expect(heard(right)).toEqual(['closed'])
})

test('message port: starts, passes messages, and ends with its close event', () => {
  const channel = scriptedChannel()
  const port = messagePortWire(channel)
  const said = heard(port)
  expect(channel.started).toBe(1)
  channel.emit('message', { data: 'answer' })
  port.postMessage('question')
  channel.emit('close')
  channel.emit('close')
  port.postMessage('late')
  expect(said).toEqual(['answer', 'closed'])
  expect(channel.sent).toEqual(['question'])
})

test('web socket: what is posted before it opens is sent when it does', () => {
  const channel = scriptedChannel()
  const port = webSocketWire(channel)
  expect(channel.binaryType).toBe('arraybuffer')
  port.postMessage('early')
  expect(channel.sent).toEqual([])
  channel.readyState = 1
  channel.emit('open')
  port.postMessage('later')
  expect(channel.sent).toEqual(['early', 'later'])
})

test('web socket: an error alone ends nothing; the close that follows does', () => {
  const channel = scriptedChannel()
  const port = webSocketWire(channel)
  const said = heard(port)
  channel.emit('error')
  expect(said).toEqual([])
  channel.emit('close')
  port.postMessage('late')
  expect(said).toEqual(['closed'])
  expect(channel.sent).toEqual([])
})
