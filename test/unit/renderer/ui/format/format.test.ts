import { expect, test } from 'vitest'
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDuration,
  formatMib,
  formatNumber,
  formatPercent,
  formatShort,
  formatTime,
} from '../../../../../renderer/ui/index.ts'

test('format: numbers and shares: thousands are grouped, digits fixed', () => {
  expect([formatNumber(2088), formatNumber(2.5, 2), formatPercent(0.444)]).toEqual([
    '2,088',
    '2.50',
    '44 %',
  ])
})

test('format: large numbers beside an axis: few letters, at most one decimal', () => {
  const texts = [0, 900, 150_000, 1_500_000, 15_000_000, 2e9, 3e12].map(formatShort)
  expect(texts).toEqual(['0', '900', '150 k', '1.5 M', '15 M', '2 G', '3 T'])
})

test('format: numbers: what rounds to zero has no sign', () => {
  expect([-0.4, -0, -0.04, -0.6].map(value => formatNumber(value))).toEqual(['0', '0', '0', '-1'])
  expect(formatNumber(-0.04, 1)).toBe('0.0')
})

test('format: sizes: use the largest unit that needs at most one decimal', () => {
  expect([512, 1024, 2560, 190 * 1024, 1.5 * 1024 * 1024].map(formatMib)).toEqual([
    '512 MB',
    '1 GB',
    '2.5 GB',
    '190 GB',
    '1.5 TB',
  ])
  expect([100, 4300, 17_179_869_184].map(formatBytes)).toEqual(['100 B', '4.2 KB', '16 GB'])
})

test('format: spans of time: from milliseconds to days', () => {
  const hourMs = 3_600_000
  expect([340, 8900, 252_000, 146 * hourMs + 840_000].map(formatDuration)).toEqual([
    '340 ms',
    '8.9 s',
    '00:04:12',
    '6 d 02:14',
  ])
})

test('format: moments: are told in the time zone that is asked for', () => {
  const timeMs = Date.UTC(2010, 7, 3, 8, 9, 31)
  expect(formatDateTime(timeMs)).toBe('Tue 3 Aug 2010 08:09:31')
  expect(formatTime(timeMs, 'America/Los_Angeles')).toBe('01:09:31')
})

test('format: moments: what no date holds is a dash', () => {
  for (const timeMs of [6e24, -6e24, NaN, Infinity]) {
    const texts = [formatDateTime(timeMs), formatDate(timeMs), formatTime(timeMs)]
    expect(texts).toEqual(['–', '–', '–'])
  }
  expect(formatDate(8.64e15)).toContain('275760')
})
