import type { MetricName } from './metric-names.ts'

/** The two text forms that monitoring systems read: OpenMetrics 1.0, and its forerunner. */
export type MetricsFormat = 'openmetrics' | 'classic'

interface MetricSample {
  /** As `labelsOf` writes them. */
  readonly labels: string
  readonly value: number
}

export interface MetricFamily extends Omit<MetricName, 'factor'> {
  readonly help: string
  readonly samples: readonly MetricSample[]
}

/** Labels between their braces with all that would end a value escaped; empty without any. */
export function labelsOf(labels: readonly (readonly [name: string, value: string])[]): string {
  if (labels.length === 0) return ''
  return `{${labels.map(([name, value]) => `${name}="${escaped(value)}"`).join(',')}}`
}

function escaped(text: string): string {
  // Most names have nothing to escape, and there are hundred thousands of them.
  if (!/["\\\n]/.test(text)) return text
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

/** The forerunner has no quotes around the help, and takes an escaped one for two characters. */
function helpText(help: string, format: MetricsFormat): string {
  const text = escaped(help)
  return format === 'openmetrics' ? text : text.replaceAll('\\"', '"')
}

/** As short as nine digits allow: more of them no reader of a chart sees. */
function numberText(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(9)))
}

/**
 * Families of metrics as text; a value that is none is left out, and so is a family without values.
 * Lines end with a line feed, and OpenMetrics with the mark that tells a whole text from a part.
 */
export function metricsText(families: Iterable<MetricFamily>, format: MetricsFormat): string {
  const lines: string[] = []
  for (const { family, unit, type, help, samples } of families) {
    if (!samples.some(({ value }) => Number.isFinite(value))) continue
    const sampled = type === 'counter' ? `${family}_total` : family
    const named = format === 'openmetrics' ? family : sampled
    lines.push(`# TYPE ${named} ${type}`)
    if (format === 'openmetrics' && unit !== '') lines.push(`# UNIT ${named} ${unit}`)
    lines.push(`# HELP ${named} ${helpText(help, format)}`)
    for (const { labels, value } of samples) {
      if (Number.isFinite(value)) lines.push(`${sampled}${labels} ${numberText(value)}`)
    }
  }
  if (format === 'openmetrics') lines.push('# EOF')
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
