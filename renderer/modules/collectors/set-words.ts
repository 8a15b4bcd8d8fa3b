import type { CollectorView } from '../../../shared/contract/index.ts'
import { formatBytes, formatNumber } from '../../ui/index.ts'
import { spanOf } from './span.ts'

export type Translate = (
  key: string,
  values?: Record<string, unknown> | number,
  count?: number,
) => string

type Schedule = NonNullable<CollectorView['schedule']>

/** A span of seconds in its largest whole unit: 15 s, 2 h, 1 d. */
export function spanText(t: Translate, seconds: number): string {
  const { amount, unit } = spanOf(seconds)
  return t(`collectors.span.${unit}`, { n: formatNumber(amount) })
}

/** When a set ends by itself, or what it does instead. */
export function endText(t: Translate, set: CollectorView): string {
  const { durationS, maxBytes, isCircular } = set
  const size = maxBytes === undefined ? undefined : formatBytes(maxBytes)
  const parts = [
    ...(durationS === undefined
      ? []
      : [t('collectors.end.after', { span: spanText(t, durationS) })]),
    ...(size === undefined
      ? []
      : [t(isCircular ? 'collectors.end.circular' : 'collectors.end.size', { size })]),
  ]
  const text = parts.join(', ')
  return text ? text[0]!.toUpperCase() + text.slice(1) : t('collectors.end.never')
}

/** Unmatched paths that are named one by one. */
const unmatchedNamed = 3

/** How many counters paths find now, and which of them find none. */
export function namingTexts(
  t: Translate,
  { total, unmatched }: { total: number; unmatched: readonly string[] },
): string[] {
  if (total === 0) return [t('collectors.namingNone')]
  const texts = [t('collectors.naming', { n: formatNumber(total) }, total)]
  if (unmatched.length === 0) return texts
  const named = unmatched.slice(0, unmatchedNamed).join(', ')
  const paths = unmatched.length > unmatchedNamed ? `${named}, …` : named
  const values = { n: formatNumber(unmatched.length), paths }
  return [...texts, t('collectors.unmatched', values, unmatched.length)]
}

/** How often a schedule starts a set. */
export function repeatText(t: Translate, { everyS }: Schedule): string {
  if (everyS === undefined) return t('collectors.repeat.once')
  return t('collectors.repeat.every', { span: spanText(t, everyS) })
}

/** How far a running set is by its end, in simulated time; nothing of one without an end. */
export function progressOf(
  set: CollectorView,
  nowMs: number,
): { share: number; leftMs: number } | undefined {
  const [run] = set.runs
  if (set.state !== 'running' || set.endsMs === undefined || !run) return undefined
  const leftMs = Math.max(0, set.endsMs - nowMs)
  const wholeMs = Math.max(1, set.endsMs - run.startedMs)
  return { share: Math.min(1, Math.max(0, 1 - leftMs / wholeMs)), leftMs }
}
