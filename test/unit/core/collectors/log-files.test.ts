import { expect, test } from 'vitest'
import { operations } from '../../../../core/api/operations.ts'
import type { RelogPart } from '../../../../shared/contract/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const cpu = '\\\\hv-01\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time'
const begunMs = 1767600000000

/** All parts of a relog, as the client of a stream gets them. */
async function relogged(lab: Lab, client: LabClient, input: object) {
  const { core } = lab
  const open = operations.get('log.relog')!.handle as (...asked: unknown[]) => unknown
  const base = core.dispatcher.contextOf(client.connection)
  const context = { ...base, pulse: core.pulse, signal: undefined, still: () => undefined }
  const wish = { paths: [], everyNth: 1, ...input }
  let text = ''
  let done: RelogPart['done']
  const bytes: number[] = []
  for await (const part of open(context, wish) as AsyncGenerator<RelogPart>) {
    text += part.text ?? ''
    bytes.push(...(part.bytes ?? []))
    done ??= part.done
  }
  return { text, bytes, done }
}

async function recorded() {
  const { lab, admin } = await Lab.with('poc-lab')
  const paths = [cpu, '\\\\hv-01\\Memory\\Available MBytes']
  const { id } = await admin.collector.create({ name: 'Load', paths, intervalS: 1 })
  const started = await admin.collector.start({ collectorId: id as 'collector-1' })
  lab.run(30)
  return { lab, admin, logId: started.id as 'log-1' }
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

function csv(
  values: readonly (number | string)[],
  name = '\\\\old\\Processor(_Total)\\% Processor Time',
) {
  const lines = values.map((value, at) => {
    const time = `01/05/2026 0${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}:00.000`
    return `"${time}","${value}"`
  })
  return [`"(PDH-CSV 4.0) (Romance Standard Time)(-60)","${name}"`, ...lines, ''].join('\r\n')
}

test('relog: every tenth record of one counter as text: the lines that perfmon writes', async () => {
  const { lab, admin, logId } = await recorded()
  const fromMs = begunMs + 5000
  const wish = { logId, format: 'tsv', paths: ['\\Memory\\*'], everyNth: 10, fromMs }
  const { text, done } = await relogged(lab, admin, wish)
  const lines = text.split('\r\n')
  expect(lines[0]).toBe(
    '"(PDH-TSV 4.0) (Coordinated Universal Time)(0)"\t"\\\\hv-01\\Memory\\Available MBytes"',
  )
  expect(lines.slice(1).map(line => line.slice(0, 25))).toEqual([
    '"01/05/2026 08:00:05.000"',
    '"01/05/2026 08:00:15.000"',
    '"01/05/2026 08:00:25.000"',
    '',
  ])
  expect(done).toEqual({ records: 3, columns: 1, problems: [] })
})

test('relog: a log as text, imported again: the same figures', async () => {
  const { lab, admin, logId } = await recorded()
  const { text } = await relogged(lab, admin, { logId, format: 'csv' })
  const file = { name: 'Again', fileName: 'again.csv', contentBase64: base64(text) }
  const { id } = await admin.log.import(file)
  const own = await admin.log.read({ logId, columns: [cpu] })
  const other = await admin.log.read({ logId: id as 'log-2', columns: [cpu] })
  expect({ ...other, problems: [] }).toEqual({ ...own, problems: [] })
  const { bytes, done } = await relogged(lab, admin, { logId, format: 'bin' })
  expect(Buffer.from(bytes).toString('latin1', 0, 7)).toBe('HWLOG-1')
  expect(done!.records).toBe(30)
})

test('log import: a file of a real machine: its zone moves it to UTC', async () => {
  const { admin } = await Lab.with('poc-lab')
  const file = { name: 'Old', fileName: 'old.csv', contentBase64: base64(csv([10, 20])) }
  const { id } = await admin.log.import(file)
  const { rows } = await admin.log.list({})
  expect(rows[0]).toMatchObject({ id, source: 'import', fileName: 'old.csv', columns: 1 })
  expect(rows[0]!.startedMs).toBe(Date.UTC(2026, 0, 4, 23))
  await admin.log.delete({ logId: id as 'log-1' })
  expect((await admin.log.list({})).rows).toEqual([])
})

test('log import: a hostile file: is refused by line and cell, or taken in part', async () => {
  const { admin } = await Lab.with('poc-lab')
  const contentBase64 = base64(csv([10, 'many', 20]))
  const file = { name: 'Bad', fileName: 'bad.csv', contentBase64 }
  const refusal = await refusalOf(admin.log.import(file))
  expect(refusal).toMatchObject({ code: 'log.bad-file', data: { line: 3, cell: 2 } })
  const { id } = await admin.log.import({ ...file, isPartial: true })
  const { records, problems } = await admin.log.counters({ logId: id as 'log-1' })
  expect([records, problems.length]).toEqual([3, 1])
  expect((await admin.log.list({})).rows[0]).toMatchObject({ id, unreadable: 1 })
  const empty = { ...file, contentBase64: '' }
  expect((await refusalOf(admin.log.import(empty))).code).toBe('log.bad-file')
})

test('log import: a file without columns: is refused, and no cell is named', async () => {
  const { admin } = await Lab.with('poc-lab')
  const content = '"(PDH-CSV 4.0)"\r\n"01/05/2026 08:00:00.000"\r\n'
  const file = { name: 'Bare', fileName: 'bare.csv', contentBase64: base64(content) }
  const { text } = await refusalOf(admin.log.import({ ...file, isPartial: true }))
  expect(text).toBe('bare.csv cannot be imported: line 1: it has no column.')
})

test('log import: records out of order: charts and loads hold only what is in order', async () => {
  const { admin } = await Lab.with('poc-lab')
  const column = '\\\\old\\Processor(_Total)\\% Processor Time'
  const lines = ['10', '09', '11'].map(hour => `"01/05/2026 ${hour}:00:00.000","${hour}"`)
  const content = [`"(PDH-CSV 4.0)","${column}"`, ...lines, ''].join('\r\n')
  const file = { name: 'Mixed', fileName: 'mixed.csv', contentBase64: base64(content) }
  const refusal = await refusalOf(admin.log.import(file))
  expect(refusal.text).toContain('line 3, cell 1: 01/05/2026 09:00:00.000 is not later')
  const { id } = await admin.log.import({ ...file, isPartial: true })
  const logId = id as 'log-1'
  const read = await admin.log.read({ logId, columns: [column] })
  expect(read.statistics[0]).toMatchObject({ count: 2, minimum: 10, maximum: 11 })
  expect(read.firstMs).toBe(Date.UTC(2026, 0, 5, 10))
  expect(read.problems).toHaveLength(1)
})

test('log assign: a processor column: is the load of the VM from then on', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const column = '\\\\old\\Processor(_Total)\\% Processor Time'
  const content = csv(Array.from({ length: 30 }, () => 83))
  const file = { name: 'Busy', fileName: 'busy.csv', contentBase64: base64(content) }
  const { id } = await admin.log.import(file)
  const logId = id as 'log-1'
  await admin.log.assign({ logId, column, vmIds: ['vm-1'] })
  lab.run(5)
  const world = lab.core.simulation.world
  const vm = world.get('vm', 'vm-1')
  expect(world.vms.data.demandPercent[vm.slot]).toBeCloseTo(83, 0)
  const trace = world.get('trace', vm.traceId!)
  expect(trace).toMatchObject({ source: 'log-1', meanPercent: 83, maxPercent: 83 })
  const again = lab.afterKill()
  expect(again.core.simulation.world.get('vm', 'vm-1').traceId).toBe(vm.traceId)
})

test('log assign: a column that is no load: is refused with the reason', async () => {
  const { admin } = await Lab.with('poc-lab')
  const column = '\\\\old\\Network Interface(a)\\Bytes Total/sec'
  const file = { name: 'Net', fileName: 'net.csv', contentBase64: base64(csv([500], column)) }
  const logId = (await admin.log.import(file)).id as 'log-1'
  const assign = (fullScale?: number) =>
    admin.log.assign({ logId, column, vmIds: ['vm-1'], ...(fullScale ? { fullScale } : {}) })
  expect((await refusalOf(assign())).text).toContain('not in percent')
  expect((await refusalOf(assign(100))).text).toContain('500 %')
  const other = admin.log.assign({ logId, column: 'x', vmIds: ['vm-1'] })
  expect((await refusalOf(other)).code).toBe('log.columns-unknown')
  expect((await assign(1000)).accepted).toBe(1)
})
