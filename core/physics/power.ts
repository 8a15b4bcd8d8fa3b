/** Watts of one server at 0, 10, 20 … 100 % load, as its maker published them. */
export interface PowerCurve {
  readonly name: string
  /** Where it was published. */
  readonly source: string
  readonly cores: number
  readonly watts: readonly number[]
}

/**
 * Measured by the benchmark SPECpower_ssj2008. The two ML110 are those of the experiment in physics
 * 3.1; the others are servers with the processors of our fabrics.
 */
export const powerCurves = {
  ml110G4: {
    name: 'HP ProLiant ML110 G4, Xeon 3040',
    source: 'SPECpower_ssj2008, 2011q1-00342',
    cores: 2,
    watts: [86, 89.4, 92.6, 96, 99.5, 102, 106, 108, 112, 114, 117],
  },
  ml110G5: {
    name: 'HP ProLiant ML110 G5, Xeon 3075',
    source: 'SPECpower_ssj2008, 2011q1-00339',
    cores: 2,
    watts: [93.7, 97, 101, 105, 110, 116, 121, 125, 129, 133, 135],
  },
  twoQuadCore: {
    name: 'HP ProLiant DL160 G5, two Xeon E5450',
    source: 'SPECpower_ssj2008, 2007q4-00023',
    cores: 8,
    watts: [160, 174, 189, 203, 215, 227, 238, 247, 256, 264, 269],
  },
  twoSixCore: {
    name: 'IBM x3550 M3, two Xeon X5670',
    source: 'SPECpower_ssj2008, 2010q2-00239',
    cores: 12,
    watts: [66, 107, 120, 131, 143, 156, 173, 191, 211, 229, 247],
  },
  twoEightCore: {
    name: 'Acer Altos R380 F2, two eight-core Xeon E5 of 2.2 GHz',
    source: 'SPECpower_ssj2008, 2013q2-00602',
    cores: 16,
    watts: [71.5, 89, 104, 122, 146, 174, 193, 213, 239, 295, 316],
  },
} as const satisfies Readonly<Record<string, PowerCurve>>

/** Points of a curve, a tenth of the load apart. */
export const curvePoints = 11

/**
 * Watts at a load of 0 to 1: straight between the points of the curve, which begins at `from` in
 * `points`. What is outside 0 to 1 counts as the nearer end.
 */
export function wattsAt(points: ArrayLike<number>, load: number, from = 0): number {
  const at = Math.min(Math.max(load, 0), 1) * (curvePoints - 1)
  const left = Math.min(Math.floor(at), curvePoints - 2)
  const low = points[from + left]!
  return low + (points[from + left + 1]! - low) * (at - left)
}
