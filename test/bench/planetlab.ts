import { recorded, runExperiment, traceDay, type Policy } from '../../core/consolidation/index.ts'
import { realDay } from '../kit/trace-days.ts'
import { quantile, remark, report } from './report.ts'

const turns = 3

/**
 * A day of the published consolidation beside the recorded wall time of CloudSim 3.0.3, and what
 * our own policy needs of what lr with mmt needs; nothing where the reference folder is not there.
 */
export async function benchPlanetlab(): Promise<void> {
  const traces = await realDay('20110303')
  if (!traces) {
    remark('The real traces are not there: no figures of the published consolidation')
    return
  }
  const day = traceDay(traces)
  const run = (policy: Policy) =>
    runExperiment(day, { policy, selection: 'mmt', placement: '3.0.3', seed: 1 })
  const rows = recorded.filter(
    row => row.day === '20110303' && row.selection === 'mmt' && row.placement === '3.0.3',
  )
  for (const { policy, wallS } of rows) {
    const took = secondsOf(() => run(policy))
    const against = 'the recorded run'
    const budget = '0.05 times'
    const name = `planetlab-${policy}-mmt`
    report({ name, value: took, unit: 's', ratio: took / wallS, against, budget })
  }
  report({ name: 'planetlab-hostward', value: secondsOf(() => run('hostward')), unit: 's' })
  const [own, lr] = [run('hostward'), run('lr')]
  const against = 'lr with mmt'
  const ratios = [
    { name: 'planetlab-energy', unit: 'kWh', field: 'energyKwh', budget: '0.7 times' },
    { name: 'planetlab-migrations', unit: '', field: 'migrations', budget: '0.35 times' },
    { name: 'planetlab-esv', unit: '', field: 'esv', budget: '0.15 times' },
  ] as const
  for (const { name, unit, field, budget } of ratios) {
    report({ name, value: own[field], unit, ratio: own[field] / lr[field], against, budget })
  }
}

function secondsOf(work: () => unknown): number {
  const took = Array.from({ length: turns }, () => {
    const begunMs = performance.now()
    work()
    return (performance.now() - begunMs) / 1000
  })
  return quantile(took, 0.5)
}
