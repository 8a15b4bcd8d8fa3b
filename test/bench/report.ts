/** One figure of the benchmark; for a ratio, what it is held against. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly ratio?: number
  readonly against?: string
  readonly budget?: string
}

const asJson = process.argv.includes('--json')

/** Prints a figure as soon as it is there: a line for people, or one JSON object. */
export function report(figure: Figure): void {
  const value = Number(figure.value.toPrecision(4))
  if (asJson) {
    console.log(JSON.stringify({ ...figure, value }))
    return
  }
  const ratio =
    figure.ratio === undefined ? '' : `, ${figure.ratio.toPrecision(3)} times ${figure.against}`
  const budget = figure.budget ? ` (budget ${figure.budget})` : ''
  console.log(
    `${figure.name.padEnd(34)} ${String(value).padStart(9)} ${figure.unit}${ratio}${budget}`,
  )
}

/** A remark for people; JSON carries none. */
export function remark(text: string): void {
  if (!asJson) console.log(text)
}

/** The value below which this share of the sorted samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
