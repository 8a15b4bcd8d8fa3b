import { EventEmitter, once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { relayPorts, type WindowPort } from '../../../electron/port-relay.ts'

/** Stands in for Electron's port, which exists in its main process alone. */
class PagePort extends EventEmitter implements WindowPort {
  readonly received: unknown[] = []
  closed = 0
  postMessage(message: unknown): void {
    this.received.push(message)
    this.emit('received')
  }
  start(): void {}
  close(): void {
    this.closed += 1
    this.emit('close')
  }
}

function relay() {
  const page = new PagePort()
  const channel = new MessageChannel()
  const ends: string[] = []
  const made = relayPorts(page, channel.port1, () => ends.push('closed'))
  return { page, core: channel.port2, ends, made }
}

describe('port relay', () => {
  test('texts and bytes: reach the other side as they were', async () => {
    const { page, core, made } = relay()
    page.emit('message', { data: 'text' })
    expect(await once(core, 'message')).toEqual(['text'])
    page.emit('message', { data: new Uint8Array([1, 2]) })
    expect(await once(core, 'message')).toEqual([new Uint8Array([1, 2])])
    const answered = once(page, 'received')
    core.postMessage(new Uint8Array([3, 4]).buffer)
    await answered
    expect(page.received).toEqual([new Uint8Array([3, 4]).buffer])
    made.close()
  })

  test('the page goes away: the core’s port closes, once', async () => {
    const { page, core, ends } = relay()
    const coreClosed = once(core, 'close')
    page.emit('close')
    await coreClosed
    expect(ends).toEqual(['closed'])
  })

  test('the core goes away: the page’s port closes, once', async () => {
    const { page, core, ends } = relay()
    const pageClosed = once(page, 'close')
    core.close()
    await pageClosed
    expect({ ends, closed: page.closed }).toEqual({ ends: ['closed'], closed: 1 })
  })
})
