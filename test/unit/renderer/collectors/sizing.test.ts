import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import type { SizingLimits, SizingRow } from '../../../../shared/contract/index.ts'
import { sizingCsv } from '../../../../renderer/modules/collectors/sizing-csv.ts'
import {
  becauseText,
  countsOf,
  figureText,
  limitTexts,
  suggestionText,
  toneOf,
} from '../../../../renderer/modules/collectors/sizing-words.ts'

const say = (key: string, values: unknown = {}) => `${key} ${JSON.stringify(values)}`
const cpu = { average: 80.1234, p95: 91, maximum: 100 }
const busy: SizingRow = {
  ...{ vmId: 'vm-1', name: 'sql, "01"', verdict: 'over-committed', records: 60 },
  ...{ because: [{ figure: 'cpuPercent', value: 91, limit: 75 }], cpuPercent: cpu },
  ...{ cpuCount: 2, memoryMib: 4096, suggested: { cpuCount: 3, memoryMib: 4096 } },
}
const idle: SizingRow = { name: '=cmd', verdict: 'idle', because: [], records: 0 }

describe('right-sizing report', () => {
  test('figures: each in its unit', () => {
    expect(figureText(say, 'cpuPercent', 91)).toBe('91 %')
    expect(figureText(say, 'cpuPercent', 2.25)).toBe('2.3 %')
    expect(figureText(say, 'iops', 0.5)).toBe('sizing.iops {"n":"0.5"}')
    expect(figureText(say, 'bytesPerS', 2048)).toBe('sizing.perSecond {"n":"2 KB"}')
  })

  test('why: the figure that decided with its limit, and on which side it is', () => {
    expect(becauseText(say, busy)).toContain('"value":"91 %","limit":"75 %"')
    expect(becauseText(say, busy)).toContain('sizing.above')
    expect(becauseText(say, { ...busy, verdict: 'under-committed' })).toContain('sizing.below')
    expect(becauseText(say, { ...busy, verdict: 'idle' })).toContain('sizing.atMost')
    expect(becauseText(say, { ...busy, verdict: 'fits' })).toBe('sizing.because.fits {}')
  })

  test('what to set instead: only what changes', () => {
    expect(suggestionText(say, busy)).toBe('sizing.suggest.cpu {"from":2,"to":3}')
    const memory = { ...busy, suggested: { memoryMib: 2560 } }
    expect(suggestionText(say, memory)).toContain('"from":"4 GB","to":"2.5 GB"')
    expect(suggestionText(say, { ...busy, suggested: undefined })).toBe('')
    expect(suggestionText(say, idle)).toBe('sizing.suggest.idle {}')
  })

  test('counts and colours: by verdict', () => {
    expect([...countsOf([busy, idle, idle])]).toEqual([
      ['over-committed', 1],
      ['idle', 2],
    ])
    expect([toneOf('over-committed'), toneOf('fits'), toneOf('idle')]).toEqual([
      'warn',
      'ok',
      'idle',
    ])
  })

  test('limits: every one of the answer is said', () => {
    const limits: SizingLimits = {
      ...{ cpuHighPercent: 71, pressureHighPercent: 82, cpuLowPercent: 13 },
      ...{ pressureLowPercent: 54, idleCpuPercent: 5, idleIops: 6, idleBytesPerS: 7 },
    }
    const all = limitTexts(say, limits).join(' ')
    for (const value of ['71 %', '82 %', '13 %', '54 %', '5 %', '6', '7 B']) {
      expect(all).toContain(value)
    }
  })

  test('CSV: read by another parser: one line a VM, blank where there is no figure', () => {
    const csv = sizingCsv([busy, idle], row => row.verdict)
    const { data, errors } = Papa.parse<Record<string, string>>(csv, {
      ...{ header: true, skipEmptyLines: true },
    })
    expect(errors).toEqual([])
    expect(data[0]).toMatchObject({
      ...{ vm: 'sql, "01"', verdict: 'over-committed', suggestedCpuCount: '3' },
      ...{ cpuPercentAverage: '80.123', cpuPercentP95: '91.000', iopsAverage: '' },
    })
    // A spreadsheet would run a name that begins like a formula.
    expect(data[1]).toMatchObject({ vm: "'=cmd", cpuPercentP95: '', cpuCount: '' })
    expect(csv.endsWith('\r\n')).toBe(true)
  })
})
