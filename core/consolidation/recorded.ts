import type { Placement } from './placement.ts'
import type { OverloadPolicy } from './overload.ts'
import type { Selection } from './selection.ts'

/** What CloudSim 3.0.3 gave for a day, with its traces in the order of their names. */
export interface Recorded {
  readonly day: string
  readonly vms: number
  readonly policy: OverloadPolicy
  readonly selection: Selection
  readonly placement: Placement
  readonly energyKwh: number
  readonly migrations: number
  readonly slavPct: number
  readonly pdmPct: number
  readonly slatahPct: number
  readonly hostShutdowns: number
  /** On two cores of an EPYC at 24 GiB. */
  readonly wallS: number
}

type Row = [OverloadPolicy, Selection, number, number, number, number, number, number, number]

function rows(day: string, vms: number, placement: Placement, table: readonly Row[]): Recorded[] {
  return table.map(row => {
    const [policy, selection, energyKwh, migrations, slavPct, pdmPct] = row
    const [slatahPct, hostShutdowns, wallS] = row.slice(6) as [number, number, number]
    const figures = { energyKwh, migrations, slavPct, pdmPct, slatahPct, hostShutdowns, wallS }
    return { day, vms, policy, selection, placement, ...figures }
  })
}

/** The runs that our engine is held against; `rs` has no seed there. */
export const recorded: readonly Recorded[] = [
  ...rows('20110303', 1052, '3.0.3', [
    ['iqr', 'mc', 179.25, 23596, 0.00712, 0.1, 6.9, 5511, 34.34],
    ['iqr', 'mmt', 189.98, 26282, 0.00301, 0.06, 4.82, 5868, 40.29],
    ['iqr', 'mu', 201.54, 29410, 0.00454, 0.06, 7.43, 6282, 52.42],
    ['iqr', 'rs', 180.31, 23946, 0.00711, 0.1, 6.96, 5504, 31.95],
    ['lr', 'mc', 151.07, 23380, 0.00683, 0.1, 7.01, 4078, 30.05],
    ['lr', 'mmt', 163.48, 27859, 0.00464, 0.08, 5.86, 5053, 41],
    ['lr', 'mu', 175.6, 30166, 0.00613, 0.08, 8.15, 5632, 31.41],
    ['lr', 'rs', 149.88, 22835, 0.00706, 0.1, 7.1, 4011, 26.61],
    ['lrr', 'mc', 151.07, 23380, 0.00683, 0.1, 7.01, 4078, 30],
    ['lrr', 'mmt', 163.48, 27859, 0.00464, 0.08, 5.86, 5053, 33.14],
    ['lrr', 'mu', 175.6, 30166, 0.00613, 0.08, 8.15, 5632, 33.54],
    ['lrr', 'rs', 150.46, 22648, 0.0071, 0.1, 7.19, 4036, 26.62],
    ['mad', 'mc', 175.29, 23861, 0.00738, 0.11, 7.01, 5460, 37.28],
    ['mad', 'mmt', 185.79, 26556, 0.00334, 0.07, 5.05, 5828, 47.56],
    ['mad', 'mu', 200.14, 29611, 0.00485, 0.06, 7.48, 6281, 81.59],
    ['mad', 'rs', 176.94, 24227, 0.00745, 0.1, 7.11, 5483, 43.65],
    ['thr', 'mc', 183.48, 23967, 0.00697, 0.1, 6.84, 5576, 26.16],
    ['thr', 'mmt', 192.62, 26711, 0.00318, 0.06, 4.91, 5885, 28.67],
    ['thr', 'mu', 207.79, 30653, 0.00494, 0.07, 7.38, 6523, 25.59],
    ['thr', 'rs', 183.95, 24391, 0.00699, 0.1, 6.82, 5607, 24.08],
  ]),
  ...rows('20110306', 898, '3.0.3', [
    ['iqr', 'mmt', 143.97, 20742, 0.00337, 0.07, 5.04, 4703, 24.29],
    ['lr', 'mmt', 123.28, 20878, 0.00462, 0.08, 5.88, 4018, 27.36],
    ['lrr', 'mmt', 123.28, 20878, 0.00462, 0.08, 5.88, 4018, 31.29],
    ['mad', 'mmt', 140.07, 20682, 0.00374, 0.07, 5.2, 4593, 36.23],
    ['thr', 'mmt', 144.74, 20908, 0.0036, 0.07, 5.13, 4682, 19.52],
  ]),
  ...rows('20110303', 1052, '3.0', [
    ['lr', 'mmt', 116.58, 12817, 0.00146, 0.04, 3.72, 1197, 35.34],
    ['thr', 'mmt', 119.34, 27092, 0.00519, 0.1, 5.12, 1744, 55.64],
  ]),
  ...rows('20110306', 898, '3.0', [
    ['lr', 'mmt', 87.08, 9538, 0.00126, 0.04, 3.42, 1116, 18.81],
    ['thr', 'mmt', 89.38, 20062, 0.00473, 0.1, 4.8, 1523, 19.84],
  ]),
]
