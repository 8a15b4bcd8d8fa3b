// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { timeOption } from '../../../../../renderer/ui/chart/time-option.ts'

interface ValueAxis {
  name: string
  max: (extent: { max: number }) => number | undefined
}

function axis(top: number, unit?: string): ValueAxis {
  const option = timeOption({
    ...{ kind: 'line', series: [], bands: [], fromMs: 0, toMs: 1000, top, unit },
    ...{ theme: 'light', heightPx: 300, formatTime: String, formatValue: String },
  })
  return option.yAxis as ValueAxis
}

test('time chart: the unit stands over the value axis, and nothing where there is none', () => {
  expect([axis(0, 'ms').name, axis(0).name]).toEqual(['ms', ''])
})

test('time chart: values below the top: the axis ends there; beyond it at a round number', () => {
  expect(axis(100).max({ max: 76.4 })).toBe(100)
  expect(axis(100).max({ max: 130 })).toBeUndefined()
  expect(axis(0).max({ max: 12.7 })).toBeUndefined()
})
