import { describe, expect, test } from 'vitest'
import type { CollectorView } from '../../../../shared/contract/index.ts'
import { refuse, viewOfRefusal } from '../../../../shared/refusals/index.ts'
import {
  draftOf,
  emptyDraft,
  faultsOf,
  fieldOf,
  inputOf,
  nextHourMs,
  pathsOf,
  templateOf,
  withTemplate,
} from '../../../../renderer/modules/collectors/set-draft.ts'
import { someSet } from './some-set.ts'

const path = '\\Memory\\Available MBytes'
const template = {
  ...{ name: 'right-sizing', title: 'Right-sizing', answers: 'Which VMs?', paths: [path, path] },
  ...{ intervalS: 60, durationS: 86_400 },
}

describe('draft of a data collector set', () => {
  test('a set: into a draft and back: nothing is lost', () => {
    const schedule = { firstMs: Date.UTC(2026, 0, 6, 8, 0, 30), everyS: 86_400 }
    const until = { untilMs: Date.UTC(2026, 1, 1) }
    const set = someSet({ maxBytes: 4096, schedule: { ...schedule, ...until }, durationS: 90 })
    const { id, ownerId, ownerName, state, mayRun, mayEdit, runs, hiddenPaths, ...said } = set
    expect({ id, ownerId, ownerName, state, mayRun, mayEdit, runs, hiddenPaths }).toBeDefined()
    expect(inputOf(draftOf(set as CollectorView))).toEqual(said)
  })

  test('no schedule, no duration and no size: they are not sent at all', () => {
    const draft = { ...emptyDraft(), name: ' Mine ', paths: `\n ${path} \n\n`, first: 'x' }
    const sent = inputOf(draft)
    expect(sent).toMatchObject({ name: 'Mine', paths: [path] })
    expect(Object.keys(sent)).not.toContain('schedule')
    expect(Object.keys(sent)).not.toContain('durationS')
    expect(Object.keys(sent)).not.toContain('maxBytes')
  })

  test('a schedule that starts once: a last start is not sent', () => {
    const on = { isScheduled: true, first: '2026-01-06T08:00', until: '2026-01-07T08:00' }
    const { schedule } = inputOf({ ...emptyDraft(), ...on })
    expect(schedule).toEqual({ firstMs: Date.UTC(2026, 0, 6, 8) })
  })

  test('a template: its counters, times and title; a name that was typed stays', () => {
    const taken = withTemplate(emptyDraft(), template)
    expect(taken).toMatchObject({ name: 'Right-sizing', intervalS: 60, durationS: 86_400 })
    expect(pathsOf(taken)).toEqual([path, path])
    const renamed = { ...taken, name: 'Office' }
    expect(withTemplate(renamed, template, 'Right-sizing').name).toBe('Office')
    const other = { ...template, title: 'Migration' }
    expect(withTemplate(taken, other, 'Right-sizing').name).toBe('Migration')
    expect(withTemplate(taken, undefined).template).toBe('')
  })

  test('template of a set: only while its counters are those of the template', () => {
    const set = someSet({ template: 'right-sizing', paths: [path, path] })
    expect(templateOf(set, [template])).toBe(template)
    expect(templateOf({ ...set, paths: [path] }, [template])).toBeUndefined()
    expect(templateOf(someSet(), [template])).toBeUndefined()
  })

  test('the first start: the next full hour but one', () => {
    const timeMs = Date.UTC(2026, 0, 5, 9, 30, 15)
    expect(nextHourMs(timeMs)).toBe(Date.UTC(2026, 0, 5, 11))
  })
})

describe('faults of a draft', () => {
  const fine = { ...emptyDraft(), name: 'Mine', paths: path }

  test('a name and a path: none', () => {
    expect(faultsOf(fine)).toEqual({})
  })

  test('what is missing: said beside its field', () => {
    const bare = { ...emptyDraft(), intervalS: undefined, logsKept: undefined, isCircular: true }
    const fields = ['intervalS', 'logsKept', 'maxMib', 'name', 'paths']
    expect(Object.keys(faultsOf(bare)).sort()).toEqual(fields)
  })

  test('figures beyond what a set takes: said beside their fields, at its limits nothing', () => {
    const most = { intervalS: 86_400, durationS: 31_536_000, maxMib: 1024, logsKept: 100 }
    expect(faultsOf({ ...fine, ...most })).toEqual({})
    const least = { intervalS: 1, durationS: 1, maxMib: 0.004, logsKept: 1 }
    expect(faultsOf({ ...fine, ...least })).toEqual({})
    const beyond = { intervalS: 3 * 86_400, durationS: 31_536_001, maxMib: 1025, logsKept: 101 }
    expect(Object.keys(faultsOf({ ...fine, ...beyond })).sort()).toEqual(Object.keys(most).sort())
    const none = { intervalS: 0, durationS: 0, maxMib: 0, logsKept: 1.5 }
    expect(Object.keys(faultsOf({ ...fine, ...none })).sort()).toEqual(Object.keys(most).sort())
  })

  test('a line that is no path: named with its problem', () => {
    const { paths } = faultsOf({ ...fine, paths: `${path}\nMemory` })
    expect(paths).toMatchObject({ key: 'collectors.fault.path', values: { path: 'Memory' } })
  })

  test('more paths than a set takes: said', () => {
    const many = Array.from({ length: 201 }, () => path).join('\n')
    expect(faultsOf({ ...fine, paths: many }).paths?.key).toBe('collectors.fault.pathsMost')
  })

  test('a schedule: without a first start, backwards, or too often', () => {
    const on = { ...fine, isScheduled: true }
    expect(faultsOf(on).first?.key).toBe('collectors.fault.first')
    const back = { ...on, first: '2026-01-06T08:00', until: '2026-01-05T08:00', everyS: 30 }
    expect(Object.keys(faultsOf(back)).sort()).toEqual(['everyS', 'until'])
    expect(faultsOf({ ...back, isScheduled: false })).toEqual({})
  })
})

describe('refusals of a draft', () => {
  test('a taken name, a bad path, no size, a past start: each has its field', () => {
    const name = 'Mine'
    const refusals = [
      refuse('name.taken', { kind: 'data collector set', name }),
      refuse('counter.bad-path', { path: 'x', problem: 'no' }),
      refuse('collector.endless', { name }),
      refuse('collector.schedule-past', { name }),
      refuse('collector.running', { name }),
    ]
    const fields = refusals.map(one => fieldOf(viewOfRefusal(one)))
    expect(fields).toEqual(['name', 'paths', 'maxMib', 'first', undefined])
    expect(fieldOf(undefined)).toBeUndefined()
  })
})
