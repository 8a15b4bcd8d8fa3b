import type { SizingLimits, SizingRow } from '../../../shared/contract/index.ts'
import { formatBytes, formatMib, formatNumber, formatPercentage } from '../../ui/index.ts'
import type { Tone } from '../../ui/index.ts'
import type { Translate } from './set-words.ts'

export const verdicts = ['over-committed', 'under-committed', 'idle', 'fits', 'unknown'] as const
export type Verdict = SizingRow['verdict']
export type SizingFigure = SizingRow['because'][number]['figure']
export const sizingFigures: readonly SizingFigure[] = [
  'cpuPercent',
  'pressurePercent',
  'iops',
  'bytesPerS',
]

/** How a verdict is drawn: what wants a change in colour, the rest in grey. */
export function toneOf(verdict: Verdict): Tone {
  if (verdict === 'over-committed') return 'warn'
  return verdict === 'fits' ? 'ok' : 'idle'
}

/** A value of a figure with its unit. */
export function figureText(t: Translate, figure: SizingFigure, value: number): string {
  if (figure === 'iops') return t('sizing.iops', { n: formatNumber(value, digitsOf(value)) })
  if (figure === 'bytesPerS') return t('sizing.perSecond', { n: formatBytes(Math.round(value)) })
  return formatPercentage(value, digitsOf(value))
}

/** A tenth matters only where a figure is small. */
function digitsOf(value: number): number {
  return value < 10 && !Number.isInteger(value) ? 1 : 0
}

/** On which side of its limit a figure is that decided. */
const sides = { 'over-committed': 'above', 'under-committed': 'below', idle: 'atMost' } as const

/** Why the verdict is what it is, with the figures that decided and their limits. */
export function becauseText(t: Translate, { verdict, because }: SizingRow): string {
  if (verdict === 'fits' || verdict === 'unknown') return t(`sizing.because.${verdict}`)
  const side = sides[verdict]
  return because
    .map(({ figure, value, limit }) =>
      t(`sizing.${side}`, {
        figure: t(`sizing.figure.${figure}`),
        value: figureText(t, figure, value),
        limit: figureText(t, figure, limit),
      }),
    )
    .join('; ')
}

/** What to set instead: `4 → 2 processors, 4 GB → 2.5 GB`. */
export function suggestionText(t: Translate, row: SizingRow): string {
  const { suggested, cpuCount = 0, memoryMib = 0, verdict } = row
  if (verdict === 'idle') return t('sizing.suggest.idle')
  const parts = [
    ...(suggested?.cpuCount === undefined || suggested.cpuCount === cpuCount
      ? []
      : [t('sizing.suggest.cpu', { from: cpuCount, to: suggested.cpuCount }, suggested.cpuCount)]),
    ...(suggested?.memoryMib === undefined || suggested.memoryMib === memoryMib
      ? []
      : [
          t('sizing.suggest.memory', {
            from: formatMib(memoryMib),
            to: formatMib(suggested.memoryMib),
          }),
        ]),
  ]
  return parts.join(', ')
}

/** How many VMs have each verdict. */
export function countsOf(rows: readonly SizingRow[]): ReadonlyMap<Verdict, number> {
  const counts = new Map<Verdict, number>()
  for (const { verdict } of rows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  return counts
}

/** The limits in words, as the report explains its verdicts. */
export function limitTexts(t: Translate, limits: SizingLimits): string[] {
  const share = (value: number) => formatPercentage(value)
  return [
    t('sizing.explain.over', {
      cpu: share(limits.cpuHighPercent),
      pressure: share(limits.pressureHighPercent),
    }),
    t('sizing.explain.under', {
      cpu: share(limits.cpuLowPercent),
      pressure: share(limits.pressureLowPercent),
    }),
    t('sizing.explain.idle', {
      cpu: share(limits.idleCpuPercent),
      iops: figureText(t, 'iops', limits.idleIops),
      bytes: figureText(t, 'bytesPerS', limits.idleBytesPerS),
    }),
  ]
}
