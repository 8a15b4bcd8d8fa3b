import { expect, test } from 'vitest'
import { put } from '../../../../core/world/index.ts'
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
