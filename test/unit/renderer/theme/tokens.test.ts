import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTokens, type ThemeName } from '../../../../renderer/theme/index.ts'

const text = readFileSync(new URL('../../../../renderer/theme/tokens.css', import.meta.url), 'utf8')
const tokens = readTokens(text)
const themes: ThemeName[] = ['light', 'dark']

function channel(hex: string, at: number): number {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function luminance(hex: string): number {
  return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5)
}

/** The contrast of two colours as WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function pairs(fronts: string[], grounds: string[], least: number): string[] {
  return themes.flatMap(theme =>
    fronts.flatMap(front =>
      grounds
        .filter(ground => contrast(tokens[theme][front]!, tokens[theme][ground]!) < least)
        .map(ground => `${theme}: ${front} on ${ground}`),
    ),
  )
}

test('tokens: both themes: hold the same colours', () => {
  expect(Object.keys(tokens.dark).sort()).toEqual(Object.keys(tokens.light).sort())
})

test('tokens: text on every ground: keeps 4.5 to 1', () => {
  const grounds = ['canvas', 'surface', 'sunken', 'hover', 'accent-soft']
  expect(pairs(['text', 'text-2', 'text-3', 'accent'], grounds, 4.5)).toEqual([])
})

test('tokens: states on the work ground and on their own: keep 4.5 to 1', () => {
  for (const state of ['ok', 'warn', 'crit', 'busy', 'idle']) {
    expect(pairs([state], ['surface', 'sunken', 'accent-soft', `${state}-soft`], 4.5)).toEqual([])
  }
  expect(pairs(['on-accent'], ['accent-fill', 'accent-fill-hover', 'crit-fill'], 4.5)).toEqual([])
})

test('tokens: lines of a chart, stars and edges of controls: keep 3 to 1', () => {
  const drawn = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'star', 'meter', 'control']
  expect(pairs(drawn, ['surface'], 3)).toEqual([])
})

test('tokens: a style sheet without a theme: is refused', () => {
  expect(() => readTokens(":root{--a:1}[data-theme='light']{--a:#fff}")).toThrow('dark')
})
