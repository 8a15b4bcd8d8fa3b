import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { signIn, visit } from '../kit/e2e/at-the-console.ts'
import { administrator } from '../kit/e2e/host.ts'
import { PageWatch } from '../kit/e2e/page-watch.ts'
import { WebConsole } from '../kit/e2e/web-console.ts'
import { remark, report } from './report.ts'

const lines = 20
const spanS = 3600
const watchedMs = 15_000
const drawsPerSMost = 4
/** Frames of a chart are longer than those of the clock and of lists that stay as they are. */
const leastFrameBytes = 400

interface Spent {
  scriptMs: number
  taskMs: number
}

async function spentBy(session: CDPSession): Promise<Spent> {
  const { metrics } = await session.send('Performance.getMetrics')
  const ms = (name: string) => (metrics.find(one => one.name === name)?.value ?? NaN) * 1000
  return { scriptMs: ms('ScriptDuration'), taskMs: ms('TaskDuration') }
}

/** Collects tasks of 50 ms and more in the page, as the browser reports them. */
async function watchLongTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const found: number[] = []
    Object.assign(window, { longTasks: found })
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) found.push(duration)
    }).observe({ entryTypes: ['longtask'] })
  })
  return () => page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** A live chart of 20 counters over an hour in Chromium: bytes, script time and long tasks. */
export async function benchChart(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hostward-bench-'))
  const passwordFile = join(dataDir, 'password')
  writeFileSync(passwordFile, administrator.password)
  const flags = ['--fabric', 'poc-lab', '--admin', administrator.name]
  flags.push('--admin-password-file', passwordFile)
  const host = await WebConsole.start(dataDir, flags, new PageWatch())
  try {
    const wire = await host.wire(administrator)
    const { client } = wire
    const all = '\\\\*\\Hyper-V Hypervisor Logical Processor(*)\\% Total Run Time'
    const { paths } = await client.counter.expand({ paths: [all], limit: lines })
    const style = { widthPx: 2, style: 'solid' as const }
    const chart = {
      ...{ kind: 'line' as const, showsBands: true },
      lines: paths.map((path, at) => ({ path, color: at % 6, ...style })),
    }
    await client.chart.save({ name: 'Bench', view: { charts: [chart], spanS } })
    let received = { frames: 0, bytes: 0 }
    host.page.on('websocket', socket =>
      socket.on('framereceived', ({ payload }) => {
        if (payload.length < leastFrameBytes) return
        received = { frames: received.frames + 1, bytes: received.bytes + payload.length }
      }),
    )
    await signIn(host.page, administrator)
    await visit(host.page, '/performance?chart=chart-1')
    await pause(2000)
    await client.clock.set({ paused: false, factor: 600 })
    await pause((spanS / 600) * 1000 + 4000)
    await client.clock.set({ factor: 60 })
    await pause(2000)

    const session = await host.page.context().newCDPSession(host.page)
    await session.send('Performance.enable')
    const longTasks = await watchLongTasks(host.page)
    received = { frames: 0, bytes: 0 }
    const before = await spentBy(session)
    await pause(watchedMs)
    const after = await spentBy(session)
    const { frames, bytes } = received
    const long = await longTasks()
    remark(`${lines} counters over an hour, ${frames} frames in ${watchedMs / 1000} s`)
    const perS = { budget: `${drawsPerSMost}`, value: (frames * 1000) / watchedMs }
    report({ name: 'chart: redraws a second', unit: '1/s', ...perS })
    report({
      ...{ name: 'chart: script of a redraw', unit: 'ms' },
      value: (after.scriptMs - before.scriptMs) / frames,
    })
    report({
      ...{ name: 'chart: all work of a redraw', unit: 'ms' },
      value: (after.taskMs - before.taskMs) / frames,
    })
    report({
      ...{ name: 'chart: longest task over 50 ms', unit: 'ms', budget: 'none' },
      value: Math.max(0, ...long),
    })
    report({
      ...{ name: 'chart: on the wire', unit: 'kB/s' },
      value: bytes / watchedMs,
    })
    await wire.close()
  } finally {
    await host.dispose()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
