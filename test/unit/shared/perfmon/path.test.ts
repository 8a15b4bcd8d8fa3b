import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatPath,
  instanceName,
  parsePath,
  pathMatcher,
  textMatcher,
  type CounterPath,
} from '../../../../shared/perfmon/index.ts'

const known: [string, CounterPath][] = [
  [
    String.raw`\\HOST01\Processor(_Total)\% Processor Time`,
    { computer: 'HOST01', object: 'Processor', instance: '_Total', counter: '% Processor Time' },
  ],
  [
    String.raw`\\HOST01\Memory\Available MBytes`,
    { computer: 'HOST01', object: 'Memory', counter: 'Available MBytes' },
  ],
  [
    String.raw`\Hyper-V Hypervisor Virtual Processor(web 01:Hv VP 0)\% Guest Run Time`,
    {
      object: 'Hyper-V Hypervisor Virtual Processor',
      instance: 'web 01:Hv VP 0',
      counter: '% Guest Run Time',
    },
  ],
  [
    String.raw`\\h\Thread(chrome/0#2)\% User Time`,
    {
      computer: 'h',
      object: 'Thread',
      parent: 'chrome',
      instance: '0',
      index: 2,
      counter: '% User Time',
    },
  ],
  [
    String.raw`\\h\Hyper-V Virtual IDE Controller (Emulated)(web-01)\Read Bytes/sec`,
    {
      computer: 'h',
      object: 'Hyper-V Virtual IDE Controller (Emulated)',
      instance: 'web-01',
      counter: 'Read Bytes/sec',
    },
  ],
  [
    String.raw`\\h\Hyper-V Virtual IDE Controller (Emulated)\Read Bytes/sec`,
    {
      computer: 'h',
      object: 'Hyper-V Virtual IDE Controller (Emulated)',
      counter: 'Read Bytes/sec',
    },
  ],
  [
    String.raw`\\h\Network Interface(Intel[R] PRO, 1000 MT #3)\Bytes Total/sec`,
    {
      computer: 'h',
      object: 'Network Interface',
      instance: 'Intel[R] PRO, 1000 MT ',
      index: 3,
      counter: 'Bytes Total/sec',
    },
  ],
  [
    String.raw`\Hyper-V Virtual Storage Device(C:\Volume1\web (old).vhd)\Write Bytes/sec`,
    {
      object: 'Hyper-V Virtual Storage Device',
      instance: String.raw`C:\Volume1\web (old).vhd`,
      counter: 'Write Bytes/sec',
    },
  ],
]

describe('paths', () => {
  test.each(known)('perfmon path: %s: read into its parts and written the same', (text, path) => {
    expect(parsePath(text)).toEqual(path)
    expect(formatPath(path)).toBe(text)
  })

  test.each([
    [String.raw`\\HOST01`, 'names a computer and nothing on it'],
    ['Memory', 'does not begin with'],
    [String.raw`\Memory`, 'does not name one object and one counter'],
    [String.raw`\Memory\A\B`, 'does not name one object and one counter'],
    [String.raw`\Processor()\% Idle Time`, 'names no instance'],
    ['', 'does not begin with'],
  ])('perfmon path: %s: refused in words', (text, problem) => {
    const parsed = parsePath(text)
    expect(parsed).toMatchObject({ problem: expect.stringContaining(problem) as string })
    expect(parsed).toHaveProperty('next')
  })

  test('perfmon path: a long run of brackets: read in one walk, and refused in words', () => {
    const parsed = parsePath(`\\${'a('.repeat(200_000)}`)
    expect(parsed).toHaveProperty('next')
    const closed = parsePath(`\\${'a('.repeat(200_000)})\\b`)
    expect(closed).toMatchObject({ object: 'a', counter: 'b' })
  })

  test('perfmon path: any names in any of its parts: written and read again, they are the same', () => {
    const name = fc
      .stringMatching(/^[A-Za-z0-9 %._,:'"äß-]{1,12}$/)
      .filter(one => one.trim() === one && one !== '')
    const path = fc.record(
      {
        computer: name,
        object: name,
        parent: name,
        instance: fc.string({ minLength: 1, maxLength: 12 }).map(instanceName),
        index: fc.integer({ min: 1, max: 999999 }),
        counter: name.map(one => `${one}/sec`),
      },
      { requiredKeys: ['object', 'instance', 'counter'] },
    )
    fc.assert(
      fc.property(path, wanted => {
        expect(parsePath(formatPath(wanted as CounterPath))).toEqual(wanted)
      }),
      { numRuns: 500 },
    )
  })

  test('perfmon path: a name with signs that paths use: replaced where it becomes an instance', () => {
    expect(instanceName('web (old) #2 a/b\\c*')).toBe('web [old] _2 a-b-c_')
  })
})

describe('wildcards', () => {
  const path = (text: string) => parsePath(text) as CounterPath
  const counter = path(
    String.raw`\\hv-01\Hyper-V Hypervisor Logical Processor(Hv LP 3)\% Total Run Time`,
  )

  test.each([
    [String.raw`\Hyper-V Hypervisor Logical Processor(*)\% Total Run Time`, true],
    [String.raw`\\HV-01\hyper-v hypervisor logical processor(hv lp 3)\% total run time`, true],
    [String.raw`\\hv-*\*(Hv LP *)\*`, true],
    [String.raw`\Hyper-V Hypervisor Logical Processor(Hv*LP*3)\% T*Time`, true],
    [String.raw`\\hv-02\Hyper-V Hypervisor Logical Processor(*)\% Total Run Time`, false],
    [String.raw`\Hyper-V Hypervisor Logical Processor(_Total)\% Total Run Time`, false],
    [String.raw`\Hyper-V Hypervisor Logical Processor\% Total Run Time`, false],
    [String.raw`\Hyper-V Hypervisor Logical Processor(*)\% Total Run`, false],
  ])('perfmon wildcard: %s: %s', (wanted, isLike) => {
    expect(pathMatcher(path(wanted))(counter)).toBe(isLike)
  })

  test('perfmon wildcard: any text and pattern: as a regular expression would decide', () => {
    const sign = fc.constantFrom('a', 'b', '*')
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 8 }),
        fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }),
        (pattern, text) => {
          const oracle = new RegExp(`^${pattern.join('').replaceAll('*', '.*')}$`)
          expect(textMatcher(pattern.join(''))(text.join(''))).toBe(oracle.test(text.join('')))
        },
      ),
      { numRuns: 1000 },
    )
  })
})
