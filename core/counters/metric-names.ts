import { bytesPerMib } from '../../shared/domain/index.ts'
import type { Counter, CounterSet, CounterUnit } from './types.ts'

/** How a counter is called and measured outside of Performance Monitor. */
export interface MetricName {
  /** Without the `_total` that samples of a counter have besides. */
  readonly family: string
  /** The end of the name; empty for plain numbers. */
  readonly unit: string
  /** By which the counter's value is multiplied to be in that unit. */
  readonly factor: number
  /** A counter only grows; everything else goes up and down, also what is counted per second. */
  readonly type: 'gauge' | 'counter'
}

const bytesPerGib = 1024 * bytesPerMib

/** Base units, as those who read metrics expect them: ratios, seconds, bytes, joules. */
const units: Readonly<Record<CounterUnit, readonly [unit: string, factor: number]>> = {
  '%': ['ratio', 1 / 100],
  'B/s': ['bytes_per_second', 1],
  'bit/s': ['bytes_per_second', 1 / 8],
  '1/s': ['per_second', 1],
  '1/min': ['per_second', 1 / 60],
  s: ['seconds', 1],
  ms: ['seconds', 1 / 1000],
  ns: ['seconds', 1 / 1e9],
  MB: ['bytes', bytesPerMib],
  GB: ['bytes', bytesPerGib],
  W: ['watts', 1],
  Wh: ['joules', 3600],
  count: ['', 1],
}

/** Words that say a unit which the metric does not have any more. */
const said: readonly (readonly [RegExp, string])[] = [
  [/\/sec$/i, ''],
  [/\bsec\//i, ''],
  [/\bMBytes\b/i, ''],
  [/\bBytes Total$/i, 'Bytes'],
  [/\bWatt-hours\b/i, 'Energy'],
  // A name that ends in _count is that of a histogram.
  [/(\w+) Count$/i, '$1s'],
]

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
}

/** The metric of a counter of a set, in base units: `hostward_<object>_<counter>_<unit>`. */
export function metricNameOf({ object }: CounterSet, { name, unit: from }: Counter): MetricName {
  const [unit, factor] = units[from]
  const plain = said.reduce((text, [pattern, by]) => text.replace(pattern, by), name)
  // A name with "summary" would be that of a metric of another type.
  const words = ['hostward', ...wordsOf(object.replace(/^Hostward | Summary$/g, ''))]
  // "Read Bytes" in bytes a second are read_bytes_per_second, with its bytes once.
  for (const part of [wordsOf(plain), unit.split('_').filter(Boolean)]) {
    words.push(...part.slice(words.at(-1) === part[0] ? 1 : 0))
  }
  const family = words.join('_')
  return { family, unit, factor, type: from === 'Wh' ? 'counter' : 'gauge' }
}
