/** `npm run bench`: the figures of docs/figures.md, measured on this machine. */
import { existsSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { benchChart } from './chart.ts'
import { benchCounters } from './counters.ts'
import { benchDays, benchQueue, benchStorm } from './days.ts'
import { benchHistory } from './history.ts'
import { benchHost } from './host.ts'
import { benchLaunch } from './launch.ts'
import { benchLogs } from './logs.ts'
import { benchPlacement } from './placement.ts'
import { benchPlanetlab } from './planetlab.ts'
import { benchPro } from './pro.ts'
import { benchPlans } from './plans.ts'
import { remark, report } from './report.ts'
import { benchSteps } from './step.ts'

async function main(): Promise<void> {
  if (!existsSync('dist/host/core-worker.mjs')) throw new Error('Run npm run build first.')
  const memoryGib = Math.round(totalmem() / 1073741824)
  remark(`${cpus().length} x ${cpus()[0]?.model}, ${memoryGib} GiB, Node ${process.version}\n`)
  benchSteps()
  benchHistory()
  await benchCounters()
  await benchLogs()
  benchPlacement()
  await benchPro()
  await benchPlans()
  benchQueue()
  benchStorm()
  benchDays()
  await benchPlanetlab()
  await benchHost('poc-lab', 260)
  await benchHost('enterprise', 8000)
  await benchHost('enterprise-xl', 25000)
  await benchChart()
  await benchLaunch(report, remark)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
