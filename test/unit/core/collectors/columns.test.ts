import { expect, test } from 'vitest'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import { agency } from '../api/agency.ts'

async function lab() {
  const made = await Lab.with('poc-lab')
  made.lab.run(30)
  return made
}

type Admin = Awaited<ReturnType<typeof lab>>['admin']

/** Starts a set that records these paths every second; answers it and its log. */
async function recording(admin: Admin, paths: string[]) {
  const { id } = await admin.collector.create({ name: 'Columns', paths, intervalS: 1 })
  const collectorId = id as 'collector-1'
  const logId = (await admin.collector.start({ collectorId })).id as 'log-1'
  return { collectorId, logId }
}

test('records: seconds in which guests come up: disks of hosts add up to those of the volume', async () => {
  const { lab: one, admin } = await lab()
  const vmIds = [...one.core.simulation.world.all('vm')].map(vm => vm.id)
  await admin.vm.turnOff({ vmIds })
  one.settle()
  const total = '\\\\HOSTWARD\\Hostward Volume(Volume1)\\Operations/sec'
  const { logId } = await recording(admin, [
    '\\\\hv-*\\LogicalDisk(Volume1)\\Disk Transfers/sec',
    total,
  ])
  await admin.vm.start({ vmIds })
  one.run(1200)
  const { rows } = await admin.log.counters({ logId })
  const parts = rows.map(row => row.column).filter(path => path !== total)
  expect(parts).toHaveLength(6)
  const read = await admin.log.read({ logId, columns: [...parts, total], points: 2000 })
  const { count } = read
  const at = (column: number, record: number) => read.average[column * count + record]!
  let most = 0
  for (let record = 0; record < count; record++) {
    const sum = parts.reduce((all, _, column) => all + at(column, record), 0)
    most = Math.max(most, sum)
    expect(Math.abs(sum - at(parts.length, record))).toBeLessThanOrEqual(sum * 1e-5 + 1e-6)
  }
  expect(most).toBeGreaterThan(1000)
})

test('records: another VM takes the name of a column: the column stays that of the first', async () => {
  const { lab: one, admin } = await lab()
  const [first, second] = [...one.core.simulation.world.all('vm')]
  const path = `\\\\*\\Hyper-V Hypervisor Virtual Processor(${first!.name}:Hv VP 0)\\% Guest Run Time`
  const { logId } = await recording(admin, [path])
  one.run(5)
  await admin.vm.update({ vmIds: [first!.id], changes: { name: 'old-one' } })
  await admin.vm.update({ vmIds: [second!.id], changes: { name: first!.name } })
  one.run(5)
  const { rows } = await admin.log.counters({ logId })
  const { column } = rows.find(row => row.column.includes(first!.name))!
  const { statistics } = await admin.log.read({ logId, columns: [column] })
  expect(statistics[0]!.count).toBe(5)
})

test('collector sets: an owner who is disabled: the set ends, and says why', async () => {
  const { as, lab: one, admin, ids } = await agency()
  const kim = await as('kim')
  const { collectorId } = await recording(kim, ['\\\\*\\Memory\\Available MBytes'])
  one.run(5)
  await admin.user.update({ userId: ids.kim, enabled: false })
  expect(await admin.collector.get({ collectorId })).toMatchObject({
    ...{ state: 'stopped', runs: [{ records: 5, reason: 'owner-gone' }] },
  })
})

test('counters: a VM that is named like the total: the total stays, and the VM is its twin', async () => {
  const { lab: one, admin } = await lab()
  const vm = [...one.core.simulation.world.all('vm')].find(found => found.state === 'running')!
  const host = one.core.simulation.world.get('host', vm.hostId)
  const path = `\\\\${host.name}\\Hyper-V Hypervisor Partition(_Total)\\Address Spaces`
  const valueNow = async () => (await admin.counter.read({ paths: [path] })).samples[0]!.value
  const before = await valueNow()
  await admin.vm.update({ vmIds: [vm.id], changes: { name: '_Total' } })
  expect(await valueNow()).toBe(before)
  const all = path.replace('_Total', '*')
  const { paths } = await admin.counter.expand({ paths: [all] })
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths).toContain(path.replace('_Total', '_Total#1'))
})

test('counters: one path twice: expanded once', async () => {
  const { admin } = await lab()
  const path = '\\\\hv-01\\Memory\\*'
  const once = await admin.counter.expand({ paths: [path] })
  expect(await admin.counter.expand({ paths: [path, path] })).toEqual(once)
})

test('counters: paths that all look at everything: refused with how much that is', async () => {
  const { admin } = await Lab.with('enterprise')
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const paths = letters.map(letter => `\\\\*\\*(*${letter}*)\\*`)
  const refusal = await refusalOf(admin.counter.expand({ paths }))
  expect(refusal).toMatchObject({ code: 'counter.too-wide', data: { most: 1_000_000 } })
})
