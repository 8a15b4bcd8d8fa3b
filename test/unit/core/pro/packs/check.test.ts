import { describe, expect, test } from 'vitest'
import { checkPack, readPack, shippedPacks } from '../../../../../core/pro/packs/index.ts'
import { proLimits } from '../../../../../shared/domain/index.ts'

const rule = {
  id: 'slow-volume',
  title: 'Slow volume',
  description: 'Mean time of a request.',
  cause: 'Its disks are busy.',
  remedialAction: 'Look at it.',
  target: 'volume',
  warning: 'latencyMs > most',
  parameters: { most: { value: 15, unit: 'ms', source: 'Ours.' } },
  source: 'Ours.',
  remedy: [] as unknown[],
  tests: [{ name: 'slow', samples: { latencyMs: [20] }, expect: 'warning' }] as unknown[],
}
const pack = {
  schema: 'hostward-pack-1',
  id: 'mine',
  version: 3,
  title: 'Mine',
  description: 'Rules of ours.',
  rules: [rule],
}

/** The problems of a pack as `place: what`. */
function problems(value: unknown): string[] {
  const verdict = checkPack(value)
  return 'problems' in verdict
    ? verdict.problems.map(({ path, text }) => `${path.join('.')}: ${text}`)
    : []
}

const withRule = (changes: object) => ({ ...pack, rules: [{ ...rule, ...changes }] })

describe('pack: what is taken', () => {
  test('pack: one that is right: with its defaults', () => {
    const verdict = checkPack(pack)
    expect('pack' in verdict && verdict.pack.rules[0]).toMatchObject({
      ...{ enabled: true, samples: { need: 1, of: 1 }, cooldownMin: 0 },
    })
  })

  test('pack: every shipped pack reads back from its text as it was', () => {
    for (const shipped of shippedPacks) {
      const verdict = readPack(JSON.stringify(shipped))
      expect('pack' in verdict && verdict.pack, shipped.id).toEqual(shipped)
    }
  })
})

describe('pack: what is refused, by name and place', () => {
  test.each([
    ['another schema', { ...pack, schema: 'other' }, 'schema: '],
    ['no version', { ...pack, version: undefined }, 'version: '],
    ['a key that nobody knows', { ...pack, extra: 1 }, ': Unrecognized key: "extra"'],
    ['a title of a rule that is missing', withRule({ title: '' }), 'rules.0.title: '],
    [
      'a signal that is not there',
      withRule({ warning: 'latency > 15.0' }),
      'rules.0.warning: latency is no signal of a volume and no parameter of the rule; is it latencyMs?',
    ],
    [
      'a signal of another kind of object',
      withRule({ warning: 'totalRunTimePercent > 1.0' }),
      'rules.0.warning: totalRunTimePercent is no signal of a volume',
    ],
    [
      'a window of nothing',
      withRule({ windows: { nothing: { minutes: 5, aggregate: 'mean' } } }),
      'rules.0.windows.nothing: nothing is no signal of a volume',
    ],
    [
      'a rule that is there twice',
      { ...pack, rules: [rule, rule] },
      'rules.1.id: the id slow-volume is that of rules.0 too',
    ],
    ['no condition', withRule({ warning: undefined }), 'rules.0.warning: a rule has a condition'],
    [
      'more samples needed than looked at',
      withRule({ samples: { need: 3, of: 2 } }),
      'rules.0.samples.need: ',
    ],
    [
      'a remedy that is no command',
      withRule({ remedy: [{ operation: 'vm.list', input: {} }] }),
      'rules.0.remedy.0.operation: vm.list is no command',
    ],
    [
      'a remedy with a name that stands for nothing',
      withRule({ remedy: [{ operation: 'vm.start', input: { vmIds: ['$busiestVm'] } }] }),
      'rules.0.remedy.0.input: $busiestVm stands for nothing',
    ],
    [
      'a remedy without what its command needs',
      withRule({ remedy: [{ operation: 'storage.setVmLimit', input: { iopsLimit: 20 } }] }),
      'rules.0.remedy.0.input.vmIds: ',
    ],
    [
      'a remedy with a value of another type',
      withRule({
        remedy: [
          { operation: 'storage.setVmLimit', input: { vmIds: '$stoppedVms', iopsLimit: 'many' } },
        ],
      }),
      'rules.0.remedy.0.input.iopsLimit: ',
    ],
    [
      'a remedy with a field that its command does not know',
      withRule({
        remedy: [{ operation: 'vm.start', input: { vmIds: '$stoppedVms', quickly: true } }],
      }),
      'quickly',
    ],
    [
      'a remedy that would change PRO itself',
      withRule({ remedy: [{ operation: 'pro.setPack', input: {} }] }),
      'rules.0.remedy.0.operation: pro.setPack is no command',
    ],
    [
      'a test without samples',
      withRule({ tests: [{ name: 'none', samples: {}, expect: 'none' }] }),
      'rules.0.tests.0.samples: has no samples of latencyMs',
    ],
    [
      'a rule that waits for another pack’s',
      withRule({ dependsOn: ['other'] }),
      'rules.0.dependsOn.0: other is no rule of this pack',
    ],
    [
      'a rule that waits for itself',
      withRule({ dependsOn: ['slow-volume'] }),
      'rules.0.dependsOn.0: a rule cannot wait for itself',
    ],
  ])('pack: %s', (_, value, expected) => {
    expect(problems(value).join('\n')).toContain(expected)
  })
})

describe('pack: files that mean harm', () => {
  const read = (text: string) => {
    const verdict = readPack(text)
    return 'problems' in verdict ? verdict.problems[0]!.text : 'taken'
  }

  test('pack: a file that is too large is not even parsed', () => {
    expect(read(`"${'x'.repeat(proLimits.packBytes)}"`)).toBe('the file is larger than 512 KB')
  })

  test('pack: what is no JSON', () => {
    expect(read('{ rules: ')).toContain('the file is no JSON')
  })

  test.each(['__proto__', 'constructor', 'prototype'])('pack: the key %s', key => {
    const text = JSON.stringify(pack).replace('"parameters":{', `"parameters":{"${key}":{},`)
    expect(text).toContain(key)
    expect(read(text)).toContain(`the key ${key} is not allowed`)
    expect(({} as Record<string, unknown>)['value']).toBeUndefined()
  })

  test('pack: a condition that is deep, long, or has thousands of parts', () => {
    const deep = `${'('.repeat(150)}latencyMs${')'.repeat(150)} > 1.0`
    const long = `latencyMs > 1.0${' || latencyMs > 1.0'.repeat(2000)}`
    const wide = Array.from({ length: 22 }, () => 'latencyMs>1.0').join('||')
    expect(problems(withRule({ warning: deep }))[0]).toContain('maxDepth')
    expect(problems(withRule({ warning: long }))[0]).toContain('rules.0.warning: Too big')
    expect(problems(withRule({ warning: wide }))[0]).toContain('maxAstNodes')
  })

  test('pack: a thousand rules, and inputs nested a thousand deep', () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({ ...rule, id: `rule-${at}` }))
    expect(problems({ ...pack, rules: many })[0]).toContain('rules: Too big')
    let input: unknown = 'x'
    for (let depth = 0; depth < 1000; depth++) input = { inner: input }
    expect(
      problems(withRule({ remedy: [{ operation: 'vm.start', input: { input } }] })),
    ).not.toEqual([])
  })

  test('pack: at most fifty problems are told of one file', () => {
    const many = Array.from({ length: 150 }, (_, at) => ({ ...rule, id: `rule-${at}`, title: '' }))
    expect(problems({ ...pack, rules: many })).toHaveLength(50)
  })
})
