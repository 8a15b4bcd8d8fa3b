import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, chromium, type Page } from 'playwright-core'
import type { Figure } from './report.ts'
import { quantile } from './report.ts'

const password = 'correct horse battery'
const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

type Report = (figure: Figure) => void
type Remark = (text: string) => void

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).first().fill('admin')
  await page.getByLabel('Password', { exact: true }).first().fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

function firstRow(page: Page): Promise<void> {
  return page.locator('[role=row][aria-rowindex="2"]').first().waitFor({ timeout: 60000 })
}

/** Starts the web host and resolves with its address. */
function serve(dataDir: string, fabric?: string): Promise<{ child: ChildProcess; url: string }> {
  const passwordFile = path.join(dataDir, 'password')
  writeFileSync(passwordFile, password)
  const first = [
    '--fabric',
    fabric ?? '',
    '--admin',
    'admin',
    '--admin-password-file',
    passwordFile,
  ]
  const child = spawn(
    process.execPath,
    ['dist/server/main.mjs', '--data', dataDir, '--port', '0', ...(fabric ? first : [])],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (text: Buffer) => {
      const url = /serves (http\S+)/.exec(String(text))?.[1]
      if (url) resolve({ child, url })
    })
    child.on('exit', code => reject(new Error(`the web host ended with code ${code}`)))
  })
}

async function stop(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit')
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

/** Longest frame while a list is scrolled from end to end, and the page's memory after it. */
async function scrolling(page: Page, vms: number, report: Report): Promise<void> {
  const frames = await page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]')!
    const scroller = [grid, ...grid.querySelectorAll('*')].find(
      element => element.scrollHeight > element.clientHeight + 100,
    )!
    const gaps: number[] = []
    let last = performance.now()
    for (let step = 0; step <= 200; step++) {
      scroller.scrollTop = (scroller.scrollHeight * step) / 200
      const now = await new Promise<number>(resolve => requestAnimationFrame(resolve))
      gaps.push(now - last)
      last = now
    }
    return gaps
  })
  report({ name: `scroll-frame-p95-${vms}`, value: quantile(frames, 0.95), unit: 'ms' })
  const budget = '50 ms'
  report({ name: `scroll-frame-max-${vms}`, value: quantile(frames, 1), unit: 'ms', budget })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const heap = metrics.find(metric => metric.name === 'JSHeapUsedSize')!.value / 1048576
  report({ name: `renderer-heap-${vms}`, value: heap, unit: 'MiB', budget: '400 MiB' })
}

/**
 * From the click on a workspace to the frame that shows its first row, by the page's own clock; the
 * second visit of each, since the first also fetches its code.
 */
async function views(page: Page, vms: number, report: Report): Promise<void> {
  const samples: number[] = []
  for (const name of ['Hosts', 'VMs', 'Library', 'VMs', 'Hosts', 'VMs', 'Library', 'VMs']) {
    const sample = await page.evaluate(async wanted => {
      const before = document.querySelector('[role=grid]')
      const links = [...document.querySelectorAll('a')]
      const began = performance.now()
      links.find(one => one.textContent?.trim() === wanted)?.click()
      for (let isDrawn = false; !isDrawn;) {
        await new Promise<number>(resolve => requestAnimationFrame(resolve))
        const grid = document.querySelector('[role=grid]')
        isDrawn = grid !== before && !!grid?.querySelector('[aria-rowindex="2"]')
      }
      return performance.now() - began
    }, name)
    samples.push(sample)
    await page.waitForTimeout(300)
  }
  const value = quantile(samples.slice(3), 0.5)
  report({ name: `view-change-${vms}`, value, unit: 'ms', budget: '150 ms' })
}

async function benchWeb(fabric: string, vms: number, report: Report): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hostward-bench-'))
  try {
    await stop((await serve(dataDir, fabric)).child)
    const began = performance.now()
    const { child, url } = await serve(dataDir)
    report({ name: `web-host-ready-${vms}`, value: (performance.now() - began) / 1000, unit: 's' })
    const browser = await chromium.launch({ executablePath: chromiumPath, args: flags })
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(url)
    await signIn(page)
    await firstRow(page)
    await views(page, vms, report)
    await scrolling(page, vms, report)
    await browser.close()
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    const rss = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
    report({ name: `web-host-rss-${vms}`, value: rss, unit: 'MiB' })
    await stop(child)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** From the start of the program to the sign-in page, and from signing in to the first row. */
async function benchElectron(runtime: string, report: Report): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hostward-bench-'))
  try {
    await stop((await serve(dataDir, 'poc-lab')).child)
    const began = performance.now()
    const app = await _electron.launch({
      executablePath: runtime,
      args: [path.resolve('.'), '--no-sandbox', '--data', dataDir],
    })
    const page = await app.firstWindow()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    const toSignIn = performance.now() - began
    report({ name: 'electron-launch-to-sign-in', value: toSignIn / 1000, unit: 's' })
    const signingIn = performance.now()
    await signIn(page)
    await firstRow(page)
    const toList = toSignIn + performance.now() - signingIn
    const budget = '2.5 s in the packaged app'
    report({ name: 'electron-launch-to-list-260', value: toList / 1000, unit: 's', budget })
    await app.close()
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/**
 * Launch, view change, scrolling and memory of the screens, where a browser and Electron are there.
 */
export async function benchLaunch(report: Report, remark: Remark): Promise<void> {
  if (chromiumPath) {
    await benchWeb('poc-lab', 260, report)
    await benchWeb('enterprise-xl', 25000, report)
  } else remark('No Chromium: the figures of the web host are skipped.')
  const runtime = path.resolve('.cache/electron-registry-runtime/electron')
  const hasScreen = process.env['DISPLAY'] !== undefined
  if (existsSync(runtime) && hasScreen) await benchElectron(runtime, report)
  else remark('No Electron runtime or no screen (DISPLAY): the figures of Electron are skipped.')
}
