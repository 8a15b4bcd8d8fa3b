import { describe, expect, test } from 'vitest'
import type { LogView } from '../../../../shared/contract/index.ts'
import { stateOf } from '../../../../renderer/modules/collectors/collectors.columns.ts'
import {
  deleteBlocked,
  editBlocked,
  logBlocked,
  reportBlocked,
  startBlocked,
  stopBlocked,
} from '../../../../renderer/modules/collectors/set-blocked.ts'
import {
  endText,
  namingTexts,
  progressOf,
  repeatText,
  spanText,
} from '../../../../renderer/modules/collectors/set-words.ts'
import { newestFor } from '../../../../renderer/modules/collectors/sizing-source.ts'
import { spanOf } from '../../../../renderer/modules/collectors/span.ts'
import { someSet } from './some-set.ts'

const say = (key: string, values: unknown = {}) => `${key} ${JSON.stringify(values)}`
const startedMs = 1_000_000
const run = { logId: 'log-1', startedMs, records: 4, bytes: 400 } as const

describe('data collector sets in words', () => {
  test('spans: the largest unit of which they are whole', () => {
    const spans = [1, 90, 120, 5400, 7200, 86_400, 90_000].map(spanOf)
    const words = spans.map(({ amount, unit }) => `${amount} ${unit}`)
    expect(words).toEqual(['1 s', '90 s', '2 min', '90 min', '2 h', '1 d', '25 h'])
    expect(spanText(say, 60)).toBe('collectors.span.min {"n":"1"}')
  })

  test('paths that find nothing now: named, as far as there are few', () => {
    expect(namingTexts(say, { total: 0, unmatched: ['a'] })).toEqual(['collectors.namingNone {}'])
    const [, one] = namingTexts(say, { total: 5, unmatched: ['a', 'b', 'c', 'd'] })
    expect(one).toBe('collectors.unmatched {"n":"4","paths":"a, b, c, …"}')
    expect(namingTexts(say, { total: 5, unmatched: [] })).toHaveLength(1)
  })

  test('the end: duration, size, circular, or never', () => {
    expect(endText(say, someSet())).toBe('collectors.end.never {}')
    const both = endText(say, someSet({ durationS: 60, maxBytes: 1024 }))
    expect(both).toContain('ollectors.end.after')
    expect(both).toContain('collectors.end.size {"size":"1 KB"}')
    const circular = endText(say, someSet({ maxBytes: 1024, isCircular: true }))
    expect(circular).toBe('Collectors.end.circular {"size":"1 KB"}')
  })

  test('a schedule: once, or every so long', () => {
    expect(repeatText(say, { firstMs: 0 })).toBe('collectors.repeat.once {}')
    expect(repeatText(say, { firstMs: 0, everyS: 3600 })).toContain('collectors.repeat.every')
  })
})

describe('progress of a set', () => {
  const running = someSet({ state: 'running', endsMs: startedMs + 1000, runs: [run] })

  test('in the middle: half of it, and what is left', () => {
    expect(progressOf(running, startedMs + 500)).toEqual({ share: 0.5, leftMs: 500 })
  })

  test('beyond its end or before its start: it stays between nothing and all', () => {
    expect(progressOf(running, startedMs + 2000)).toEqual({ share: 1, leftMs: 0 })
    expect(progressOf(running, startedMs - 500)?.share).toBe(0)
  })

  test('stopped, or without an end: none', () => {
    expect(progressOf(someSet({ runs: [run] }), startedMs)).toBeUndefined()
    expect(progressOf(someSet({ state: 'running', runs: [run] }), startedMs)).toBeUndefined()
    expect(stateOf(say, someSet({ state: 'running', runs: [run] }), startedMs)).toEqual({
      tone: 'busy',
      label: 'collectors.running {}',
    })
    expect(stateOf(say, running, startedMs).share).toBe(0)
    expect(stateOf(say, someSet(), startedMs).tone).toBe('idle')
  })

  test('a disk that takes nothing: the state is critical, and says why', () => {
    const problem = 'there is no room on the disk.'
    const stuck = someSet({ state: 'running', runs: [{ ...run, problem }] })
    expect(stateOf(say, stuck, startedMs)).toMatchObject({ tone: 'crit', detail: problem })
  })
})

describe('why a set cannot', () => {
  test('stopped, with all rights: only what needs a run or a log', () => {
    const set = someSet()
    expect(startBlocked(set)).toBeUndefined()
    expect(editBlocked(set)).toBeUndefined()
    expect(deleteBlocked(set)).toBeUndefined()
    expect(stopBlocked(set)).toBe('collectors.blocked.stopped')
    expect(logBlocked(set)).toBe('collectors.blocked.noLog')
  })

  test('running: it is stopped first', () => {
    const set = someSet({ state: 'running', runs: [run] })
    expect(startBlocked(set)).toBe('collectors.blocked.running')
    expect(stopBlocked(set)).toBeUndefined()
    expect(editBlocked(set)).toBe('collectors.blocked.stopFirst')
    expect(logBlocked(set)).toBeUndefined()
  })

  test('report for right-sizing, without counters of VMs: that is said before it is opened', () => {
    const load = '\\Hyper-V Hypervisor Virtual Processor(*)\\% Guest Run Time'
    expect(reportBlocked(someSet({ paths: [load] }))).toBe('collectors.blocked.noLog')
    expect(reportBlocked(someSet({ runs: [run] }))).toBe('collectors.blocked.noLoad')
    expect(reportBlocked(someSet({ runs: [run], paths: [load] }))).toBeUndefined()
    const every = '\\Hyper-V Hypervisor *(web*)\\*'
    expect(reportBlocked(someSet({ runs: [run], paths: [every] }))).toBeUndefined()
    const total = load.replace('(*)', '(_Total)')
    expect(reportBlocked(someSet({ runs: [run], paths: [total] }))).toBe(
      'collectors.blocked.noLoad',
    )
  })

  test('without the right on this one: the right is named, not the state', () => {
    const set = someSet({ mayRun: false, mayEdit: false, state: 'running' })
    expect(startBlocked(set)).toBe('collectors.blocked.noRun')
    expect(stopBlocked(set)).toBe('collectors.blocked.noRun')
    expect(editBlocked(set)).toBe('collectors.blocked.noEdit')
    expect(deleteBlocked(set)).toBe('collectors.blocked.noEdit')
  })
})

test('report: the log it begins with: the newest of a set for right-sizing', () => {
  const log = (id: string, started: number, collectorId?: string) =>
    ({ id, startedMs: started, collectorId }) as LogView
  const logs = [log('log-1', 1, 'collector-1'), log('log-2', 2, 'collector-1')]
  const others = [log('log-3', 3, 'collector-2'), log('log-4', 4)]
  expect(newestFor([someSet()], [...logs, ...others])).toBe('log-2')
  expect(newestFor([], logs)).toBeUndefined()
})
