import { expect, test } from 'vitest'
import { put } from '../../../../core/world/index.ts'
import { refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach, sacramento } from '../api/agency.ts'

const path = '\\Hyper-V Hypervisor\\Partitions'
const draft = { name: 'Partitions', paths: [path, '\\Hostward Jobs(*)\\*'], intervalS: 1 }

test('collector rights: what a set records: ends at the sight of its owner', async () => {
  const { as, lab, world } = await agency()
  const kim = await as('kim')
  const { id } = await kim.collector.create(draft)
  const logId = (await kim.collector.start({ collectorId: id as 'collector-1' })).id as 'log-1'
  lab.run(5)
  const hosts = [...world.all('host')]
  const inside = hosts.filter(host => host.hostGroupId === sacramento).map(host => host.name)
  const seen = lab.ports.logs.columnsOf(logId).filter(column => column.path.endsWith(path))
  expect(seen.map(column => column.path.split('\\')[2]).sort()).toEqual(inside.sort())
  const [moved] = hosts.filter(host => host.hostGroupId === sacramento)
  world.apply(put('host', { ...moved!, hostGroupId: longBeach }))
  lab.run(5)
  const column = `\\\\${moved!.name}${path}`
  const admin = await lab.signIn('admin', 'correct horse battery')
  const { statistics } = await admin.log.read({ logId, columns: [column] })
  expect(statistics[0]!.count).toBe(5)
  expect((await refusalOf(kim.log.read({ logId, columns: [column] }))).code).toBe(
    'log.columns-unknown',
  )
})

test('collector rights: who reads a shared log: sees the columns of the own scope only', async () => {
  const { as, lab, world, admin, ids } = await agency()
  const [kim, rae] = [await as('kim'), await as('rae')]
  const roleIds = [ids.operators, ids.readers]
  const { id } = await admin.collector.create({ ...draft, roleIds })
  const collectorId = id as 'collector-1'
  const logId = (await admin.collector.start({ collectorId })).id as 'log-1'
  lab.run(5)
  const beach = [...world.all('host')].filter(host => host.hostGroupId === longBeach)
  const { rows } = await rae.log.counters({ logId })
  expect(rows.map(row => row.column).sort()).toEqual(
    beach.map(host => `\\\\${host.name}${path}`).sort(),
  )
  const all = await admin.log.counters({ logId })
  expect(all.total).toBeGreaterThan(rows.length)
  const hidden = all.rows.find(row => !rows.some(one => one.column === row.column))!
  const refusal = await refusalOf(rae.log.read({ logId, columns: [hidden.column] }))
  const none = await refusalOf(rae.log.read({ logId, columns: ['x'] }))
  expect(refusal.text.replace(hidden.column, 'x')).toBe(none.text)
  await kim.collector.stop({ collectorId })
  await kim.collector.start({ collectorId })
  expect((await refusalOf(rae.collector.stop({ collectorId }))).code).toBe('access.denied')
  expect((await refusalOf(kim.collector.delete({ collectorId }))).code).toBe('access.denied')
})

test('collector rights: a set of somebody else: is not there, nor its logs', async () => {
  const { as, lab, admin } = await agency()
  const kim = await as('kim')
  const collectorId = (await admin.collector.create(draft)).id as 'collector-1'
  const logId = (await admin.collector.start({ collectorId })).id as 'log-1'
  lab.run(5)
  expect((await kim.collector.list({})).rows).toEqual([])
  expect((await kim.log.list({})).rows).toEqual([])
  for (const call of [
    kim.collector.get({ collectorId }),
    kim.collector.start({ collectorId }),
    kim.log.counters({ logId }),
    kim.log.read({ logId, columns: ['x'] }),
  ]) {
    expect((await refusalOf(call)).code).toBe('not-found')
  }
  const report = await refusalOf(kim.collector.rightSizing({ logId }))
  expect(report.code).toBe('collector.no-log')
  await kim.collector.create(draft)
})

test('collector rights: the paths of a shared set: those outside the reader’s scope are a count', async () => {
  const { as, lab, world, admin, ids } = await agency()
  const nameIn = (group: string) =>
    [...world.all('host')].find(host => host.hostGroupId === group)!.name
  const memory = (host: string) => `\\\\${host}\\Memory\\Available MBytes`
  const [mine, theirs] = [memory(nameIn(sacramento)), memory(nameIn(longBeach))]
  const paths = [path, mine, theirs]
  const input = { ...draft, name: 'Shared', paths, roleIds: [ids.operators] }
  const collectorId = (await admin.collector.create(input)).id as 'collector-1'
  const kim = await as('kim')
  const seen = await kim.collector.get({ collectorId })
  expect(seen).toMatchObject({ paths: [path, mine], hiddenPaths: 1 })
  expect(await admin.collector.get({ collectorId })).toMatchObject({ paths, hiddenPaths: 0 })
  const jobs = await kim.job.list({})
  expect(JSON.stringify([seen, jobs])).not.toContain(nameIn(longBeach))
  const moved = [...world.all('host')].find(host => host.name === nameIn(longBeach))!
  world.apply(put('host', { ...moved, hostGroupId: sacramento }))
  lab.run(300)
  expect((await kim.collector.list({})).rows[0]).toMatchObject({ paths, hiddenPaths: 0 })
})

test('collector rights: a workload from a recorded log: is named without host and instance', async () => {
  const { as, lab, admin, ids, vmOn } = await agency()
  const paths = ['\\\\*\\Processor(_Total)\\% Processor Time']
  const input = { ...draft, name: 'Load', paths, roleIds: [] }
  const collectorId = (await admin.collector.create(input)).id as 'collector-1'
  const logId = (await admin.collector.start({ collectorId })).id as 'log-1'
  lab.run(60)
  await admin.collector.stop({ collectorId })
  const { rows } = await admin.log.counters({ logId })
  const { column } = rows[0]!
  await admin.log.assign({ logId, column, vmIds: [vmOn(sacramento)], fullScale: 100 })
  await admin.log.assign({ logId, column, vmIds: [ids.sueVm], fullScale: 100 })
  const seen = (await (await as('kim')).trace.list({})).rows.filter(row => row.vms === 2)
  expect(seen).toMatchObject([{ name: 'Processor, % Processor Time of 100' }])
})
