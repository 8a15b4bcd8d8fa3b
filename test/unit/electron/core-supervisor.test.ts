import { describe, expect, test } from 'vitest'
import { CoreSupervisor, type CoreStop } from '../../../electron/core-supervisor.ts'
import { troubleOfStop } from '../../../electron/troubles.ts'
import { StoreUnusable, type CoreHost } from '../../../host/index.ts'

/** A core whose end the test decides. */
function core() {
  const listeners: ((error: Error | undefined) => void)[] = []
  const calls: string[] = []
  const host = {
    onExit: (listener: (error: Error | undefined) => void) => void listeners.push(listener),
    close: () => {
      calls.push('close')
      for (const listener of listeners) listener(undefined)
      return Promise.resolve()
    },
  } as unknown as CoreHost
  return { host, calls, die: (error: Error) => listeners.forEach(listener => listener(error)) }
}

function supervisor() {
  const stops: CoreStop[] = []
  return { made: new CoreSupervisor(stop => stops.push(stop)), stops }
}

describe('core supervisor', () => {
  test('a core that starts: there for everybody who waits', async () => {
    const { made, stops } = supervisor()
    const { host } = core()
    void made.start(() => Promise.resolve(host))
    expect(await made.running()).toBe(host)
    expect(stops).toEqual([])
  })

  test('a core that does not start: told once, and nobody gets one', async () => {
    const { made, stops } = supervisor()
    const error = new Error('damaged')
    void made.start(() => Promise.reject(error))
    expect(await made.running()).toBeUndefined()
    expect(stops).toEqual([{ kind: 'start-failed', error }])
  })

  test('a core that dies: told, and a new one takes its place', async () => {
    const { made, stops } = supervisor()
    const first = core()
    const second = core()
    await made.start(() => Promise.resolve(first.host))
    const error = new Error('died')
    first.die(error)
    expect(await made.running()).toBeUndefined()
    expect(stops).toEqual([{ kind: 'stopped', error }])
    await made.start(() => Promise.resolve(second.host))
    expect(await made.running()).toBe(second.host)
  })

  test('a close: flushes the core, and its end is no trouble', async () => {
    const { made, stops } = supervisor()
    const { host, calls } = core()
    await made.start(() => Promise.resolve(host))
    await made.close()
    expect({ calls, stops }).toEqual({ calls: ['close'], stops: [] })
  })

  test('a close while the core still starts: waits for it, then flushes', async () => {
    const { made } = supervisor()
    const { host, calls } = core()
    void made.start(() => Promise.resolve(host))
    await made.close()
    expect(calls).toEqual(['close'])
  })
})

describe('troubles', () => {
  function remedies(error: unknown, kind: CoreStop['kind'] = 'start-failed') {
    return troubleOfStop({ kind, error }, 'DIR').remedies
  }

  test('a file that cannot be opened: a new one is offered', () => {
    expect(remedies(new StoreUnusable('damaged', 'words'))).toContain('start-new')
    expect(remedies(new StoreUnusable('newer', 'words'))).toContain('start-new')
  })

  test('a file that another process uses, an unknown error, a crash: no new one', () => {
    expect(remedies(new StoreUnusable('locked', 'words'))).toEqual(['restart', 'quit'])
    expect(remedies(new Error('words'))).toEqual(['restart', 'quit'])
    expect(remedies(new Error('words'), 'stopped')).toEqual(['restart', 'quit'])
  })

  test('the details: the error’s words and the folder', () => {
    const { details } = troubleOfStop({ kind: 'start-failed', error: new Error('words') }, 'DIR')
    expect(details).toBe('words\n\nData folder: DIR')
  })
})
