import { expect, test } from 'vitest'
import { CloseGuard, ConnectionClosedError, memoryPair } from '../../../../shared/wire/index.ts'

/** A link whose answers the test gives, as a bare link on a closed port never does. */
function scripted() {
  const [port, other] = memoryPair()
  let answer: (value: unknown) => void = () => undefined
  let refuse: (error: Error) => void = () => undefined
  const link = {
    calls: 0,
    call: () => {
      link.calls++
      return new Promise<unknown>((resolve, reject) => {
        answer = resolve
        refuse = reject
      })
    },
  }
  const guard = new CloseGuard(link, port)
  const call = () => guard.call(['vm', 'list'], {}, {})
  return {
    guard,
    link,
    port,
    other,
    call,
    answer: (v: unknown) => answer(v),
    refuse: (e: Error) => refuse(e),
  }
}

/** A stream that notes whether it was let go. */
function stream(events: unknown[]) {
  const made = {
    returned: 0,
    next: () =>
      events.length > 0
        ? Promise.resolve({ done: false as const, value: events.shift() })
        : new Promise<never>(() => undefined),
    return: () => {
      made.returned++
      return Promise.resolve({ done: true as const, value: undefined })
    },
    [Symbol.asyncIterator]: () => made,
  }
  return made
}

test('guard: open: answers and errors pass as they are', async () => {
  const { call, answer, refuse, guard } = scripted()
  const first = call()
  answer('rows')
  expect(await first).toBe('rows')
  const second = call()
  refuse(new TypeError('a refusal'))
  await expect(second).rejects.toThrow(TypeError)
  expect(guard.pending).toBe(0)
})

test('guard: closed: pending calls reject, and later ones without reaching the link', async () => {
  const { call, link, port, guard } = scripted()
  const pending = [call(), call()]
  await Promise.resolve()
  expect(guard.pending).toBe(2)
  port.close()
  for (const one of pending) await expect(one).rejects.toBeInstanceOf(ConnectionClosedError)
  const { calls } = link
  await expect(call()).rejects.toMatchObject({ code: 'connection.closed', defined: true })
  expect(link.calls).toBe(calls)
  expect(guard.pending).toBe(0)
})

test('guard: closed by the other side: the same', async () => {
  const { call, other } = scripted()
  const pending = call()
  other.close()
  await expect(pending).rejects.toBeInstanceOf(ConnectionClosedError)
})

test('guard: the link fails in its own words after the close: nobody is told twice', async () => {
  const { call, port, refuse } = scripted()
  const pending = call()
  port.close()
  refuse(new Error('the port was closed'))
  await expect(pending).rejects.toBeInstanceOf(ConnectionClosedError)
})

test('guard: a stream: its events pass, a close ends it, and it is counted', async () => {
  const { call, answer, port, guard } = scripted()
  const opening = call()
  answer(stream(['first']))
  const opened = (await opening) as AsyncIterableIterator<unknown>
  expect(guard.streams).toBe(1)
  expect(await opened.next()).toEqual({ done: false, value: 'first' })
  const waiting = opened.next()
  port.close()
  await expect(waiting).rejects.toBeInstanceOf(ConnectionClosedError)
  await expect(opened.next()).rejects.toBeInstanceOf(ConnectionClosedError)
  expect([guard.streams, guard.pending]).toEqual([0, 0])
})

test('guard: a stream that its reader leaves: let go once', async () => {
  const { call, answer, guard } = scripted()
  const opening = call()
  const inner = stream(['first', 'second'])
  answer(inner)
  for await (const event of (await opening) as AsyncIterableIterator<unknown>) {
    expect(event).toBe('first')
    break
  }
  expect(inner.returned).toBe(1)
  expect(guard.streams).toBe(0)
})

test('guard: a stream that opens when the connection is gone: let go, since nobody reads it', async () => {
  const { call, answer, port } = scripted()
  const opening = call()
  port.close()
  await expect(opening).rejects.toBeInstanceOf(ConnectionClosedError)
  const inner = stream([])
  answer(inner)
  await Promise.resolve()
  await Promise.resolve()
  expect(inner.returned).toBe(1)
})
