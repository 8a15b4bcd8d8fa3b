import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { History, readSeries, subjectOf } from '../../core/history/index.ts'
import type { HistoryBlock } from '../../core/index.ts'
import { noStore } from '../../core/sweep/ports.ts'
import { openStore, storeFiles } from '../../host/store/index.ts'
import { msPerHour } from '../../shared/domain/index.ts'
import { quantile, report } from './report.ts'
import { simulationOf } from './stress-fabric.ts'

const sizes = [260, 8000, 25000]
const windowMs = 300_000
const windows = 30
const mib = 1024 * 1024

/**
 * What history adds to a simulated second, with and without it in turns in one run; the memory that
 * it takes, the disk that a day of it takes, and a day of ten series read from the file.
 */
export function benchHistory(): void {
  for (const vms of sizes) benchHistoryOf(vms)
}

function benchHistoryOf(vms: number): void {
  const simulation = simulationOf(vms)
  const { world } = simulation
  const hour: HistoryBlock[] = []
  const store = {
    ...noStore(),
    putHistory: (blocks: readonly HistoryBlock[]) => hour.push(...blocks),
  }
  const history = new History({ world, store, failed: () => undefined })
  history.adopt()
  const look = () => history.afterSecond()
  const taken = { bare: [] as number[], looked: [] as number[] }
  // At first nothing is compiled, which a few hundred VMs would be measured by.
  simulation.afterSecond.add(look)
  simulation.advanceTo(world.nowMs + (vms < 1000 ? 24 * msPerHour : windowMs))
  simulation.afterSecond.delete(look)
  for (let window = 0; window < 2 * windows; window++) {
    // In turns of no even beat: what the fabric does every ten minutes must not be on one side.
    const isLooked = window % 4 === 1 || window % 4 === 2
    if (isLooked) simulation.afterSecond.add(look)
    const began = performance.now()
    simulation.advanceTo(world.nowMs + windowMs)
    const ms = (performance.now() - began) / (windowMs / 1000)
    ;(isLooked ? taken.looked : taken.bare).push(ms)
    simulation.afterSecond.delete(look)
  }
  const bare = quantile(taken.bare, 0.5)
  const value = quantile(taken.looked, 0.5) - bare
  const about = { ratio: value / bare, against: 'the step', budget: '0.2 times the step' }
  report({ name: `history-step-${vms}`, value, unit: 'ms', ...about })
  report({
    name: `history-memory-${vms}`,
    ...{ value: history.bytes / mib, unit: 'MiB', budget: '64 MB' },
  })
  simulation.afterSecond.add(look)
  simulation.advanceTo((Math.floor(world.nowMs / msPerHour) + 1) * msPerHour)
  simulation.afterSecond.delete(look)
  const fine = hour.filter(one => one.ring === 'fine')
  const last = fine.at(-1)!.startMs
  benchStore(
    vms,
    world,
    fine.filter(one => one.startMs === last),
  )
}

/** A day of blocks like those of one hour, in a file. */
function benchStore(
  vms: number,
  world: ReturnType<typeof simulationOf>['world'],
  hour: readonly HistoryBlock[],
): void {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-'))
  const store = openStore(folder)
  try {
    for (let back = 0; back < 24; back++) {
      store.putHistory(hour.map(one => ({ ...one, startMs: one.startMs - back * msPerHour })))
    }
    const history = new History({ world, store, failed: () => undefined })
    history.adopt()
    const ids = [...world.all('vm')].filter((_, at) => at % Math.floor(vms / 10) === 0)
    const samples = Array.from({ length: 9 }, () => {
      const began = performance.now()
      for (const { id } of ids.slice(0, 10)) {
        readSeries(
          history,
          subjectOf(world, id)!,
          'iops',
          world.nowMs - 24 * msPerHour,
          world.nowMs,
        )
      }
      return performance.now() - began
    })
    report({ name: `history-query-${vms}`, value: quantile(samples, 0.5), unit: 'ms' })
    store.close()
    const bytes = statSync(storeFiles(folder).fabric).size
    // A month of hours is in 720 cells beside the 288 of a day, of the same size.
    report({ name: `history-day-${vms}`, value: bytes / mib, unit: 'MiB' })
    report({
      name: `history-disk-${vms}`,
      ...{ value: (bytes * (288 + 720)) / 288 / mib, unit: 'MiB', budget: '1 GB' },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
