import { describe, expect, it } from 'vitest'
import { evidenceChart } from '../../../../renderer/modules/pro/tips/evidence-chart.ts'
import { newTips } from '../../../../renderer/modules/pro/window/new-tips.ts'
import {
  completed,
  faultLine,
  wordBefore,
} from '../../../../renderer/modules/pro/rules/text-completion.ts'
import { findSignals } from '../../../../renderer/modules/pro/rules/signal-option.ts'
import {
  inputText,
  inputValue,
  remedyFields,
  remedyOperations,
} from '../../../../renderer/modules/pro/rules/remedy-operations.ts'

const tip = (id: string, status = 'active') => ({ id, status })

describe('new tips', () => {
  it('new tips: those of the first look: none is new', () => {
    expect(newTips()([tip('tip-3'), tip('tip-1')])).toEqual([])
  })

  it('new tips: one with a higher id appears: it is new once', () => {
    const fresh = newTips()
    fresh([tip('tip-1')])
    expect(fresh([tip('tip-2'), tip('tip-1')])).toEqual([tip('tip-2')])
    expect(fresh([tip('tip-2'), tip('tip-1')])).toEqual([])
  })

  it('new tips: the first ones of an empty list: new', () => {
    const fresh = newTips()
    fresh([])
    expect(fresh([tip('tip-1')])).toEqual([tip('tip-1')])
  })

  it('new tips: one that was dismissed becomes active again: not new', () => {
    const fresh = newTips()
    fresh([tip('tip-1', 'dismissed'), tip('tip-2')])
    expect(fresh([tip('tip-1'), tip('tip-2')])).toEqual([])
  })
})

describe('evidence as a chart', () => {
  const caption = { warning: (value: string) => value, critical: (value: string) => value }
  const at = (...values: number[]) =>
    values.map((value, index): [number, number] => [index * 60_000, value])
  const signal = { name: 'cpu', title: 'Processor', unit: '%', samples: at(40, 80, 95) }

  it('evidence: levels above: samples past them are marked by the worst level', () => {
    const chart = evidenceChart({ ...signal, comparison: '>', warning: 75, critical: 90 }, caption)
    const { points, marked } = chart.series[0]!
    expect(points).toEqual(at(40, 80, 95))
    expect([40, 80, 95].map(value => marked!(value, 0))).toEqual([undefined, 'warn', 'crit'])
    expect(chart.bands[0]).toEqual({ from: 75, to: 90, tone: 'warn' })
    expect(chart.bands[1]).toMatchObject({ from: 90, tone: 'crit' })
    expect(chart.max).toBeGreaterThan(95)
  })

  it('evidence: a level below: what lies under it is marked', () => {
    const samples = at(30, 12, 8)
    const free = { name: 'free', title: 'Free', unit: '%', samples, critical: 10 }
    const chart = evidenceChart({ ...free, comparison: '<' }, caption)
    expect([30, 12, 8].map(value => chart.series[0]!.marked!(value, 0))).toEqual([
      undefined,
      undefined,
      'crit',
    ])
    expect(chart.bands).toEqual([{ from: 0, to: 10, tone: 'crit' }])
  })

  it('evidence: a signal without a level: drawn, nothing marked', () => {
    const chart = evidenceChart(signal, caption)
    expect(chart.bands).toEqual([])
    expect(chart.series[0]!.marked!(95, 0)).toBeUndefined()
  })
})

describe('completion of a condition', () => {
  it('completion: in the middle of a name: the whole name takes its place', () => {
    expect(wordBefore('latencyMs > 2.0 && fr', 21)).toEqual({ word: 'fr', from: 19 })
    expect(completed('a && frXX > 1.0', 7, 'freeGib')).toEqual({
      text: 'a && freeGib > 1.0',
      caret: 12,
    })
  })

  it('completion: after a sign: nothing to complete', () => {
    expect(wordBefore('a > ', 4)).toBeUndefined()
  })

  it('fault: on the second line: that line and the place in it', () => {
    expect(faultLine('a > 1.0 &&\nb > c', 15)).toEqual({ line: 'b > c', pointer: '    ^' })
  })

  it('signals: found by name, label and meaning', () => {
    const signals = [
      { name: 'freeGib', label: 'Free space', unit: 'GiB', description: 'Room on the volume.' },
      { name: 'latencyMs', label: 'Latency', unit: 'ms', description: 'How long a read takes.' },
    ]
    const names = (typed: string) => findSignals(signals, typed).map(one => one.name)
    expect(names('free')).toEqual(['freeGib'])
    expect(names('read takes')).toEqual(['latencyMs'])
    expect(names('')).toHaveLength(2)
    expect(names('zzz')).toEqual([])
  })
})

describe('commands of a remedy', () => {
  it('commands: of a VM: those on VMs come first, and only commands are there', () => {
    const found = remedyOperations('vm')
    expect(found[0]?.meta.target?.kind).toBe('vm')
    expect(found.every(one => one.meta.kind === 'command')).toBe(true)
  })

  it('fields: of a limit: the VMs as a list, the limit as a number', () => {
    const fields = remedyFields('storage.setVmLimit')
    expect(fields.find(one => one.name === 'vmIds')).toMatchObject({ kind: 'list', required: true })
    expect(fields.find(one => one.name === 'iopsLimit')).toMatchObject({ kind: 'number' })
  })

  it('values: typed and shown again: the same text', () => {
    expect(inputValue('$id, vm-2', 'list')).toEqual(['$id', 'vm-2'])
    expect(inputText(['$id', 'vm-2'])).toBe('$id, vm-2')
    expect(inputValue('50', 'number')).toBe(50)
    expect(inputValue('$limit', 'number')).toBe('$limit')
    expect(inputValue('  ', 'text')).toBeUndefined()
  })
})
