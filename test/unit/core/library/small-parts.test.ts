import { describe, expect, it } from 'vitest'
import {
  namePattern,
  prepareTraceImport,
  provisionEstimateS,
} from '../../../../core/library/index.ts'
import { refuse } from '../../../../shared/refusals/index.ts'

describe('name pattern', () => {
  it.each([
    ['*', 'desk-001', 'desk-001'],
    ['desk-*', 'desk-001', '001'],
    ['DESK-*', 'desk-001', '001'],
    ['desk-00?', 'desk-001', 'desk-001'],
    ['desk-00?', 'desk-0011', undefined],
    ['web*', 'desk-001', undefined],
    ['a.b*', 'axb1', undefined],
    ['a.b(*)', 'a.b(7)', '7'],
    ['*-*', 'sac-web-01', 'sac-web'],
  ])('name pattern: %s on %s: gives %s', (pattern, name, part) => {
    expect(namePattern(pattern)(name)).toBe(part)
  })
})

describe('provision estimate', () => {
  const share = { throughputMibPerS: 100 }
  const volume = { throughputMibPerS: 400, bootRequestMs: 0 }

  it('provision estimate: a plain disk: configuration, copy at the slower end, one boot', () => {
    const disk = { usedGib: 10, operatingSystem: 'Windows 7', sysprepped: false }
    // 2 s, 10,240 MiB at 100 MiB a second, 60 s of processor work
    expect(provisionEstimateS(disk, share, volume)).toBe(165)
    // the other end is slower: 10,240 MiB at 80
    expect(provisionEstimateS(disk, share, { ...volume, throughputMibPerS: 80 })).toBe(190)
  })

  it('provision estimate: a sysprepped disk: its customisation is one and a half boots more', () => {
    const disk = { usedGib: 0, operatingSystem: 'Windows 7', sysprepped: true }
    expect(provisionEstimateS(disk, share, volume)).toBe(152)
  })

  it('provision estimate: slow disks: the boot waits for its operations', () => {
    const disk = { usedGib: 0, operatingSystem: 'Windows 7', sysprepped: false }
    // 2 s, 60 s of processor work, and 70,000 requests of 2 ms
    expect(provisionEstimateS(disk, share, { ...volume, bootRequestMs: 2 })).toBe(202)
  })
})

describe('trace preparation', () => {
  const input = { source: 'march', files: [{ path: 'a', contentBase64: '' }] }

  it('trace preparation: what was unpacked: kept as text for the journal', async () => {
    const unpackTraces = async () => [{ name: 'a', samples: new Uint8Array([0, 50, 100]) }]
    expect(await prepareTraceImport({ unpackTraces }, input)).toEqual({
      source: 'march',
      traces: [{ name: 'a', samplesHex: '003264' }],
    })
  })

  it('trace preparation: a bad line: handed on as it is', async () => {
    const bad = refuse('trace.bad-line', { file: 'a', line: 3, value: '101' })
    expect(await prepareTraceImport({ unpackTraces: async () => bad }, input)).toBe(bad)
  })
})

it('name pattern: many stars over a long name that does not match: answered at once', () => {
  const match = namePattern(`${'*a'.repeat(40)}*b`)
  expect(match('a'.repeat(100))).toBeUndefined()
  expect(match(`${'a'.repeat(100)}b`)).toBe('a'.repeat(60))
})
