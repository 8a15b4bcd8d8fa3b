import { describe, expect, test } from 'vitest'
import { brokenInvariants } from '../../../../core/checks/index.ts'
import { amountsOf } from '../../../../core/collectors/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

describe('amounts of a counter', () => {
  test.each([
    ['\\\\web\\PhysicalDisk(_Total)\\Disk Transfers/sec', { iops: 500 }],
    ['\\\\web\\PhysicalDisk(0 C:)\\Disk Reads/sec', { iops: 500, writeShare: 0 }],
    ['\\\\web\\LogicalDisk(C:)\\Disk Write Bytes/sec', { iops: 500 / 8192, writeShare: 1 }],
    ['\\\\web\\LogicalDisk(C:)\\Disk Bytes/sec', { iops: 500 / 8192 }],
    [
      '\\\\hv\\Hyper-V Virtual Storage Device(a.vhd)\\Write Operations/sec',
      { iops: 500, writeShare: 1 },
    ],
    ['\\\\web\\Network Interface(Intel)\\Bytes Total/sec', { networkMbps: 0.004 }],
    ['\\\\hv\\Hyper-V Virtual Network Adapter(a)\\Bytes/sec', { networkMbps: 0.004 }],
  ])('%s: is an amount of disk or network', (column, amounts) => {
    expect(amountsOf(column, 500)).toEqual(amounts)
  })

  test.each([
    '\\\\web\\Processor(_Total)\\% Processor Time',
    '\\\\web\\PhysicalDisk(_Total)\\% Disk Time',
    '\\\\web\\PhysicalDisk(_Total)\\Avg. Disk sec/Read',
    '\\\\web\\PhysicalDisk(_Total)\\Split IO/Sec',
    '\\\\web\\Network Interface(Intel)\\Packets/sec',
    '\\\\web\\System\\Context Switches/sec',
    'no path',
  ])('%s: says only how busy a machine is', column => {
    expect(amountsOf(column, 500)).toBeUndefined()
  })
})

/** Gives vm-1 a series of one value, and runs on until its load is that. */
async function worked(column: string, value: number, fullScale: number) {
  const { lab, admin } = await Lab.with('poc-lab')
  const times = ['10:00', '10:05', '10:10'].map(time => `01/05/2026 ${time}:00.000`)
  const lines = times.map(time => `"${time}","${value}"`)
  const head = `"(PDH-CSV 4.0) (Romance Standard Time)(-60)","${column}"`
  const contentBase64 = Buffer.from([head, ...lines, ''].join('\r\n')).toString('base64')
  const file = { name: 'Load', fileName: 'load.csv', contentBase64 }
  const logId = (await admin.log.import(file)).id as 'log-1'
  await admin.log.assign({ logId, column, vmIds: ['vm-1'], fullScale })
  lab.run(5)
  return { lab, admin }
}

async function ofVm(client: LabClient, object: string, counter: string): Promise<number> {
  const wanted = [`\\\\hv-01\\${object}(*desk-001*)\\${counter}`]
  const { paths } = await client.counter.expand({ paths: wanted })
  const { samples } = await client.counter.read({ paths: [...paths] })
  return samples.reduce((sum, { value }) => sum + (value ?? 0), 0)
}

const storage = 'Hyper-V Virtual Storage Device'

test('log assign: a series of reads: the VM reads as often, whatever its profile says', async () => {
  const column = '\\\\web\\PhysicalDisk(_Total)\\Disk Reads/sec'
  const { lab, admin } = await worked(column, 30, 60)
  expect(await ofVm(admin, storage, 'Read Operations/sec')).toBeCloseTo(30, 6)
  expect(await ofVm(admin, storage, 'Write Operations/sec')).toBe(0)
  const { data } = lab.core.simulation.world.vms
  expect(data.demandPercent[0]).toBe(50)
  const [trace] = (await admin.trace.list({})).rows
  expect(trace).toMatchObject({ meanPercent: 50, amounts: { iops: 60, writeShare: 0 } })
})

test('log assign: the value of a full load: says how busy the processors are, not how much is read', async () => {
  const column = '\\\\web\\PhysicalDisk(_Total)\\Disk Transfers/sec'
  const { lab, admin } = await worked(column, 30, 300)
  const reads = await ofVm(admin, storage, 'Read Operations/sec')
  const writes = await ofVm(admin, storage, 'Write Operations/sec')
  expect(reads + writes).toBeCloseTo(30, 6)
  expect(writes).toBeGreaterThan(reads)
  expect(lab.core.simulation.world.vms.data.demandPercent[0]).toBe(10)
})

test('log assign: a series of network bytes: the VM sends as many, also after a restart', async () => {
  const column = '\\\\web\\Network Interface(Intel)\\Bytes Total/sec'
  const { lab, admin } = await worked(column, 2_500_000, 5_000_000)
  const adapter = 'Hyper-V Virtual Network Adapter'
  expect(await ofVm(admin, adapter, 'Bytes/sec')).toBeCloseTo(2_500_000, 0)
  const { world } = lab.afterKill().core.simulation
  expect(world.vms.data.networkSpan[0]).toBe(40)
})

const transfers = '\\\\web\\PhysicalDisk(_Total)\\Disk Transfers/sec'

test.each([
  ['a series far below its full load', 30, 90_000, '0.033 % of a full load'],
  ['more operations than anything serves', 1e300, 1e300, 'at most 100000'],
])('log assign: %s: is refused with the figure and the limit', async (_, value, scale, said) => {
  const { text } = await refusalOf(worked(transfers, value, scale))
  expect(text).toContain(said)
})

test('log assign: the most that a VM can ask for: the volume serves its part, and all is a number', async () => {
  const { lab, admin } = await worked(transfers, 1e5, 1e5)
  lab.run(60)
  const reads = await ofVm(admin, storage, 'Read Operations/sec')
  expect(reads).toBeGreaterThan(100)
  expect(reads).toBeLessThan(1e5)
  expect(brokenInvariants(lab.core.simulation)).toEqual([])
})
