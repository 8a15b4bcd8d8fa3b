import { expect, test } from 'vitest'
import { SizingReader, verdictOn } from '../../../../core/collectors/index.ts'
import { put } from '../../../../core/world/index.ts'
import { sizingLimits } from '../../../../shared/contract/index.ts'
import { parsePath, type CounterPath } from '../../../../shared/perfmon/index.ts'
import { Lab } from '../../../kit/lab.ts'

test('right-sizing: VMs of known load: each verdict with its figures and what to set', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const samples = (percent: number) => percent.toString(16).padStart(2, '0').repeat(10)
  const give = (vmId: `vm-${number}`, percent: number, cpuCount: number) => {
    const id = world.nextId('trace')
    const trace = { source: 'made', name: vmId, meanPercent: percent, maxPercent: percent }
    world.apply(put('trace', { id, samplesHex: samples(percent), ...trace }))
    world.apply(put('vm', { ...world.get('vm', vmId), cpuCount, traceId: id }))
  }
  give('vm-1', 90, 1)
  give('vm-2', 10, 2)
  give('vm-3', 50, 1)
  const templates = await admin.collector.templates({})
  const { paths } = templates.find(one => one.name === 'right-sizing')!
  const { id } = await admin.collector.create({ name: 'Sizes', paths, intervalS: 15 })
  const collectorId = id as 'collector-1'
  await admin.collector.start({ collectorId })
  lab.run(300)
  const report = await admin.collector.rightSizing({ collectorId, limits: { idleIops: 0 } })
  const of = (vmId: string) => report.rows.find(row => row.vmId === vmId)!
  expect(report.rows).toHaveLength(260)
  expect(of('vm-1')).toMatchObject({
    ...{ verdict: 'over-committed', suggested: { cpuCount: 2 }, records: 20 },
    because: [{ figure: 'cpuPercent', limit: 75 }],
  })
  expect(of('vm-1').cpuPercent!.p95).toBeCloseTo(90, 0)
  expect(of('vm-2')).toMatchObject({ verdict: 'under-committed', suggested: { cpuCount: 1 } })
  expect(of('vm-3')).toMatchObject({ verdict: 'fits', because: [] })
  const limits = { idleCpuPercent: 60, idleIops: 1e6, idleBytesPerS: 1e9 }
  const lazy = await admin.collector.rightSizing({ collectorId, limits })
  expect(lazy.rows.find(row => row.vmId === 'vm-3')!.verdict).toBe('idle')
})

test('right-sizing: disk and network: the 95th percentile leaves the rare peak out', () => {
  const reader = new SizingReader(
    () => true,
    column => ({ name: column.includes('web') ? 'web' : 'other' }),
  )
  const texts = [
    String.raw`\\host\Hyper-V Virtual Storage Device(web)\Read Operations/sec`,
    String.raw`\\host\Hyper-V Virtual Network Adapter(web)\Bytes/sec`,
    String.raw`\\host\Hyper-V Hypervisor Virtual Processor(web:Hv VP 0)\% Guest Run Time`,
  ]
  reader.columns(texts.map(text => ({ text, path: parsePath(text) as CounterPath })))
  for (let at = 0; at < 100; at++) {
    const isPeak = at % 25 === 0
    reader.record(at, Float64Array.of(isPeak ? 9_000 : 1_234, isPeak ? 8e7 : 2.5e6, 0.57))
  }
  const row = verdictOn([...reader.subjects.values()][0]!, undefined, sizingLimits.parse({}))
  expect(row.iops).toEqual({ average: 1_544.64, p95: 1_230, maximum: 9_000 })
  expect(row.bytesPerS).toMatchObject({ p95: 2.5e6, maximum: 8e7 })
  expect(row.cpuPercent!.p95).toBe(0.57)
})

test('collector templates: every path: finds counters of the lab', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(5)
  const templates = await admin.collector.templates({})
  expect(templates).toHaveLength(4)
  for (const { paths, name } of templates) {
    const { total } = await admin.counter.expand({ paths })
    expect([name, total > 0]).toEqual([name, true])
  }
})
