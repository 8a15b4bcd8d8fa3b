import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { metricsOf, metricsText, type Sight } from '../../core/counters/index.ts'
import { FileLogs } from '../../host/perfmon/file-logs.ts'
import type { Client } from '../../shared/contract/index.ts'
import type { CollectorId, FabricKind } from '../../shared/domain/index.ts'
import { Lab } from '../kit/lab.ts'
import { quantile, report, type Figure } from './report.ts'
import { simulationOf } from './stress-fabric.ts'

const windowS = 120
const windows = 24
const fabrics: readonly (readonly [FabricKind, number])[] = [
  ['poc-lab', 260],
  ['enterprise', 8000],
  ['enterprise-xl', 25000],
]
const everyone = () => true
const everything: Sight = {
  ...{ everything: true, vm: everyone, host: everyone, volume: everyone, array: everyone },
  ...{ pool: everyone, lun: everyone, job: everyone },
}

/** Time and length of /metrics in the core, and what collector sets add to a simulated second. */
export async function benchCounters(): Promise<void> {
  for (const vms of [260, 8000, 25000]) benchMetrics(vms)
  for (const [fabric, vms] of fabrics) {
    const one = await benchSampling(fabric, 'twenty')
    report({ name: `sampling-20-step-${vms}`, ...one })
    const all = await benchSampling(fabric, 'templates')
    report({ name: `sampling-step-${vms}`, ...all })
  }
}

function benchMetrics(vms: number): void {
  const simulation = simulationOf(vms)
  const { world } = simulation
  simulation.advanceTo(world.nowMs + 60_000)
  let text = ''
  const samples = Array.from({ length: 9 }, () => {
    const began = performance.now()
    const families = metricsOf(world, undefined, everything)
    if (!Array.isArray(families)) throw new Error('What is told by default is too much.')
    text = metricsText(families, 'openmetrics')
    return performance.now() - began
  })
  report({ name: `metrics-time-${vms}`, value: quantile(samples, 0.5), unit: 'ms' })
  report({ name: `metrics-bytes-${vms}`, value: Buffer.byteLength(text) / 1e6, unit: 'MB' })
  const lines = text.split('\n').filter(line => !line.startsWith('#')).length - 1
  report({ name: `metrics-samples-${vms}`, value: lines, unit: 'samples' })
}

/**
 * What a simulated second takes more while sets write to a disk, against none, in turns in one run:
 * all four templates at once, or twenty counters every second as a chart shows them.
 */
async function benchSampling(
  fabric: FabricKind,
  what: 'templates' | 'twenty',
): Promise<Omit<Figure, 'name'>> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-'))
  const { lab, admin } = await Lab.with(fabric, 1, new FileLogs(folder))
  // The invariants that a lab checks after events are no part of the product's second.
  lab.core.simulation.afterEvent = undefined
  try {
    const ids: CollectorId[] = []
    for (const draft of await draftsOf(admin, what)) {
      ids.push((await admin.collector.create(draft)).id as CollectorId)
    }
    const taken = { bare: [] as number[], sampled: [] as number[] }
    lab.run(windowS)
    for (let window = 0; window < windows; window++) {
      // In turns of no even beat: what the fabric does every ten minutes must not be on one side.
      const isSampled = window % 4 === 1 || window % 4 === 2
      if (isSampled) for (const collectorId of ids) await admin.collector.start({ collectorId })
      lab.run(61)
      const began = performance.now()
      lab.run(windowS)
      const ms = (performance.now() - began) / windowS
      ;(isSampled ? taken.sampled : taken.bare).push(ms)
      if (isSampled) for (const collectorId of ids) await admin.collector.stop({ collectorId })
    }
    const bare = quantile(taken.bare, 0.5)
    const value = quantile(taken.sampled, 0.5) - bare
    const about = { ratio: value / bare, against: 'the step', budget: '0.2 times the step' }
    return { value, unit: 'ms', ...about }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function draftsOf(
  client: Client,
  what: 'templates' | 'twenty',
): Promise<{ name: string; paths: string[]; intervalS: number }[]> {
  if (what === 'templates') {
    const templates = await client.collector.templates({})
    return templates.map(({ name, paths, intervalS }) => ({ name, paths: [...paths], intervalS }))
  }
  const all = '\\\\*\\Hyper-V Hypervisor Logical Processor(*)\\% Total Run Time'
  const { paths } = await client.counter.expand({ paths: [all], limit: 20 })
  return [{ name: 'Twenty', paths: [...paths], intervalS: 1 }]
}
