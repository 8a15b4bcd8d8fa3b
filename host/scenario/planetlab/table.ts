import { recorded, type Recorded } from '../../../core/index.ts'
import type { DayOutcome } from './run.ts'

type Cells = readonly string[]

const heads: Cells = [
  'who',
  'energy kWh',
  'migrations',
  'SLATAH %',
  'PDM %',
  'SLAV %',
  'ESV',
  'host shutdowns',
  'wall s',
]

/** What a day gave, under what CloudSim 3.0.3 gave for the same, and what the columns mean. */
export function tableOf(outcome: DayOutcome): string {
  const { day, vms, hosts, policy, selection, placement, homeless } = outcome
  const how = policy === 'hostward' ? policy : `${policy} with ${selection}, placement ${placement}`
  const rows = [heads, cellsOf('Hostward', outcome), ...besides(outcome)]
  const lost = homeless > 0 ? [`${homeless} VMs found no host when they were submitted.`, ''] : []
  return [
    `${day}: ${vms} VMs on ${hosts} hosts, ${how}`,
    '',
    ...inColumns(rows),
    '',
    ...lost,
    ...explanation(policy),
    '',
    '',
  ].join('\n')
}

/** The recorded run of the same day and policy; beside our own policy, that of lr with mmt. */
function besides(outcome: DayOutcome): Cells[] {
  const { day, vms, policy, selection, placement } = outcome
  const same = (row: Recorded) =>
    policy === 'hostward'
      ? row.policy === 'lr' && row.selection === 'mmt'
      : row.policy === policy && row.selection === selection && row.placement === placement
  return recorded
    .filter(row => row.day === day && row.vms === vms && same(row))
    .map(row => {
      const esv = (row.energyKwh * row.slavPct) / 100
      const name = policy === 'hostward' ? `lr, mmt, ${row.placement}` : 'recorded'
      return cellsOf(`CloudSim 3.0.3 ${name}`, { ...row, esv })
    })
}

type Figures = Pick<
  DayOutcome,
  | 'energyKwh'
  | 'migrations'
  | 'slatahPct'
  | 'pdmPct'
  | 'slavPct'
  | 'esv'
  | 'hostShutdowns'
  | 'wallS'
>

function cellsOf(who: string, figures: Figures): Cells {
  return [
    who,
    figures.energyKwh.toFixed(2),
    String(figures.migrations),
    figures.slatahPct.toFixed(2),
    figures.pdmPct.toFixed(4),
    figures.slavPct.toFixed(5),
    figures.esv.toFixed(6),
    String(figures.hostShutdowns),
    figures.wallS.toFixed(2),
  ]
}

function inColumns(rows: readonly Cells[]): string[] {
  const widths = heads.map((_, at) => Math.max(...rows.map(row => row[at]!.length)))
  return rows.map(row =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ')
      .trimEnd(),
  )
}

function explanation(policy: string): string[] {
  const own =
    'Selection and placement are its own; it knows only what was measured up to each step.'
  return [
    'SLATAH is the share of the time of active hosts in which they gave less than was asked of',
    'them, PDM the share of the MIPS that VMs lacked while they migrated; SLAV is their product',
    'and ESV the energy times it. Demand is read every 300 s, and every policy acts then.',
    ...(policy === 'hostward' ? [own] : []),
  ]
}
