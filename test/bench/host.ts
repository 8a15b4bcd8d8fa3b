import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { clientOver, startCoreHost } from '../../host/index.ts'
import type { Client } from '../../shared/contract/index.ts'
import type { FabricKind } from '../../shared/domain/index.ts'
import type { MessagePortLike } from '../../shared/wire/index.ts'
import { messagePortWire } from '../../shared/wire/index.ts'
import { quantile, report } from './report.ts'

const workerPath = path.resolve('dist/host/core-worker.mjs')
const password = 'correct horse battery'

async function open(dataDir: string, fabric?: FabricKind) {
  const passwordFile = path.join(dataDir, 'password')
  writeFileSync(passwordFile, password)
  const setup = fabric && { fabric, admin: 'admin', 'admin-password-file': passwordFile }
  const host = await startCoreHost({ dataDir, workerPath, setup, log: line => console.error(line) })
  const port = host.connect({ kind: 'window', key: 'bench' })
  const client = clientOver(messagePortWire(port as unknown as MessagePortLike))
  await client.session.signIn({ name: 'admin', password })
  return { host, client }
}

async function timesOf(
  count: number,
  call: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const samples: number[] = []
  for (let index = 0; index < count; index++) {
    const began = performance.now()
    await call(index)
    samples.push(performance.now() - began)
  }
  return samples
}

async function commands(client: Client, vms: number): Promise<void> {
  const { rows } = await client.vm.list({ limit: 500 })
  const samples = await timesOf(400, index => {
    const vmIds = [rows[index % rows.length]!.id]
    return client.vm.update({ vmIds, changes: { notes: `note ${index}` } })
  })
  const budget = vms === 25000 ? '100 ms at p99' : undefined
  report({ name: `command-p50-${vms}`, value: quantile(samples, 0.5), unit: 'ms' })
  report({ name: `command-p99-${vms}`, value: quantile(samples, 0.99), unit: 'ms', budget })
  // Each command waits for its own journal entry on disk, so calls side by side show the store.
  const began = performance.now()
  const many = Array.from({ length: 500 }, (_, index) =>
    client.vm.update({
      vmIds: [rows[index % rows.length]!.id],
      changes: { notes: `again ${index}` },
    }),
  )
  await Promise.all(many)
  const perSecond = 500 / ((performance.now() - began) / 1000)
  report({ name: `journaled-commands-${vms}`, value: perSecond, unit: 'commands/s' })
}

async function windows(client: Client, vms: number): Promise<void> {
  const filter = [{ field: 'state', op: 'is' as const, value: 'running' }]
  const byName = await timesOf(30, () =>
    client.vm.list({ filter, sort: { field: 'name', direction: 'desc' }, limit: 50 }),
  )
  const byLoad = await timesOf(30, () =>
    client.vm.list({ text: '1', sort: { field: 'cpuPercent', direction: 'desc' }, limit: 50 }),
  )
  report({ name: `window-filter-sort-name-${vms}`, value: quantile(byName, 0.5), unit: 'ms' })
  report({ name: `window-text-sort-cpu-${vms}`, value: quantile(byLoad, 0.5), unit: 'ms' })
}

/** Why each of the first VMs and hosts is slow, with the whole chain under it. */
async function reasons(client: Client, vms: number): Promise<void> {
  const [{ rows: guests }, { rows: hosts }] = await Promise.all([
    client.vm.list({ filter: [{ field: 'state', op: 'is', value: 'running' }], limit: 30 }),
    client.host.list({ limit: 10 }),
  ])
  const ids = [...guests, ...hosts].map(one => one.id)
  const samples = await timesOf(ids.length, index =>
    client.performance.why({ objectId: ids[index]! }),
  )
  report({ name: `why-p50-${vms}`, value: quantile(samples, 0.5), unit: 'ms' })
  report({ name: `why-longest-${vms}`, value: Math.max(...samples), unit: 'ms' })
}

/** Simulated seconds a second with the clock at its fastest and a list on the screen. */
async function pace(client: Client, vms: number): Promise<void> {
  await client.clock.set({ factor: 3600 })
  const stop = new AbortController()
  const events = await client.vm.watch({ limit: 50 }, { signal: stop.signal })
  const reading = (async () => {
    const iterator = events[Symbol.asyncIterator]()
    while (!stop.signal.aborted) await iterator.next()
  })().catch(() => undefined)
  const before = await client.clock.get({})
  const began = performance.now()
  await new Promise(resolve => setTimeout(resolve, 5000))
  const after = await client.clock.get({})
  const value = (after.nowMs - before.nowMs) / (performance.now() - began)
  report({ name: `simulated-seconds-per-second-${vms}`, value, unit: 's/s', budget: undefined })
  stop.abort()
  await reading
  await client.clock.set({ factor: 10 })
}

/**
 * Commands, windows, restart and memory through the real worker and the real store, the clock
 * running.
 */
export async function benchHost(fabric: FabricKind, vms: number): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hostward-bench-'))
  try {
    const built = performance.now()
    const first = await open(dataDir, fabric)
    report({ name: `first-run-${vms}`, value: (performance.now() - built) / 1000, unit: 's' })
    await first.client.clock.set({ factor: 10 })
    await commands(first.client, vms)
    await windows(first.client, vms)
    await reasons(first.client, vms)
    await pace(first.client, vms)
    const { heapMib } = first.host.status().core
    const budget = vms === 25000 ? '1,024 MiB' : undefined
    report({ name: `core-heap-${vms}`, value: heapMib, unit: 'MiB', budget })
    const rss = process.memoryUsage().rss / 1048576
    report({ name: `process-rss-${vms}`, value: rss, unit: 'MiB' })
    await first.host.close()
    const restarted = performance.now()
    const second = await open(dataDir)
    await second.client.vm.list({ limit: 50 })
    report({ name: `restart-${vms}`, value: (performance.now() - restarted) / 1000, unit: 's' })
    await second.host.close()
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
