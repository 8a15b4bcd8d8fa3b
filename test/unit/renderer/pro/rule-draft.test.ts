import { describe, expect, it } from 'vitest'
import {
  copyOfRule,
  draftOfRule,
  emptyRule,
  ruleOfDraft,
  slugOf,
  type RuleDraft,
} from '../../../../renderer/modules/pro/rules/rule-draft.ts'
import { proRule } from '../../../../shared/domain/index.ts'

function written(change: Partial<RuleDraft>): RuleDraft {
  const texts = { description: 'd', cause: 'c', remedialAction: 'r', source: 'ours' }
  return { ...emptyRule(), ...texts, title: 'Disk reads over 25 ms', ...change }
}

describe('a rule while it is written', () => {
  it('rule: everything is filled in: it is one that the schema takes', () => {
    const draft = written({ target: 'volume', critical: 'latencyMs > 25.0' })
    const rule = ruleOfDraft(draft)
    expect(proRule.safeParse(rule).error?.issues).toBeUndefined()
    expect(rule.id).toBe('disk-reads-over-25-ms')
  })

  it('rule: nothing is filled in: the schema says where', () => {
    const issues = proRule.safeParse(ruleOfDraft(emptyRule())).error?.issues ?? []
    expect(issues.map(issue => issue.path[0])).toEqual(
      expect.arrayContaining(['id', 'title', 'description', 'cause', 'remedialAction', 'source']),
    )
  })

  it('rule: read and written without a change: the same rule', () => {
    const rule = proRule.parse(
      ruleOfDraft(
        written({
          warning: 'cpu > 75.0',
          clear: 'cpu < 70.0',
          windows: { cpu: { minutes: 5, aggregate: 'mean' } },
          remedy: [{ operation: 'vm.migrate', input: { vmIds: ['$id'] } }],
        }),
      ),
    )
    expect(ruleOfDraft(draftOfRule(rule))).toEqual(rule)
  })

  it('rule: a copy: has a name of its own, and keeps the rest', () => {
    const rule = proRule.parse(ruleOfDraft(written({ warning: 'cpu > 75.0' })))
    const copy = ruleOfDraft(copyOfRule(rule, 'Disk reads (copy)'))
    expect(copy).toMatchObject({ id: 'disk-reads-copy', warning: rule.warning, tests: rule.tests })
  })

  it('rule: a level is changed: its tests are made for the new level', () => {
    const rule = proRule.parse(ruleOfDraft(written({ warning: 'cpu > 75.0' })))
    const changed = ruleOfDraft({ ...draftOfRule(rule), warning: 'cpu > 90.0' })
    const [fires, quiet] = changed.tests
    expect(fires).toMatchObject({ expect: 'warning' })
    expect(fires?.samples['cpu']?.[0]).toBeCloseTo(90.9)
    expect(quiet).toMatchObject({ expect: 'none' })
    expect(quiet?.samples['cpu']?.[0]).toBeCloseTo(89.1)
  })

  it('rule: a window of a signal that no condition names any more: gone', () => {
    const windows = {
      cpu: { minutes: 5, aggregate: 'mean' },
      net: { minutes: 2, aggregate: 'most' },
    }
    const rule = ruleOfDraft(written({ warning: 'cpu > 75.0', windows: windows as never }))
    expect(Object.keys(rule.windows)).toEqual(['cpu'])
  })

  it.each([
    ['Disk reads over 25 ms', 'disk-reads-over-25-ms'],
    ['75 % of processors', 'rule-75-of-processors'],
    ['Überlast', 'uberlast'],
    ['!!!', ''],
  ])('rule: the title "%s": the id %s', (title, id) => expect(slugOf(title)).toBe(id))
})

describe('tests that a rule of lines gets', () => {
  it('tests: two levels: a little past each, and within all', () => {
    const rule = ruleOfDraft(written({ warning: 'cpu > 75.0', critical: 'cpu > 90.0' }))
    expect(rule.tests.map(one => one.expect)).toEqual(['critical', 'warning', 'none'])
  })

  it('tests: a level below: the samples lie below it', () => {
    const rule = ruleOfDraft(written({ critical: 'freePercent < 10.0' }))
    const [fires] = rule.tests
    expect(fires?.samples['freePercent']?.every(value => value < 10)).toBe(true)
  })

  it('tests: n of m and windows: samples for all of them', () => {
    const draft = written({ warning: 'cpu > 75.0', need: 3, of: 8 })
    expect(ruleOfDraft(draft).tests[0]?.samples['cpu']).toHaveLength(8)
  })

  it('tests: a condition that lines cannot say: none are made', () => {
    expect(ruleOfDraft(written({ warning: 'a + b > 1.0' })).tests).toEqual([])
  })
})
