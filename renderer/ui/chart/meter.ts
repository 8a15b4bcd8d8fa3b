export interface MeterParts {
  /** With what is added, to two decimals: assistive technology reads no `9e-7`. */
  filledPercent: number
  nowPercent: number
  addsPercent: number
  reservePercent: number
}

/**
 * The parts of a meter in percent of its limit. What is added never runs past the end, and a
 * reserve is drawn from the end backwards, over both where they reach into it.
 */
export function meterParts(limit: number, now: number, adds: number, reserve: number): MeterParts {
  if (!(limit > 0)) {
    return { filledPercent: 0, nowPercent: 0, addsPercent: 0, reservePercent: 0 }
  }
  const percent = (value: number) => Math.min(100, Math.max(0, (value / limit) * 100))
  const [nowPercent, filledPercent] = [percent(now), percent(now + adds)]
  return {
    filledPercent: Math.round(filledPercent * 100) / 100,
    nowPercent,
    addsPercent: filledPercent - nowPercent,
    reservePercent: percent(reserve),
  }
}
