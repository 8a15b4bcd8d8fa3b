import { expect, test } from 'vitest'
import { longBeach } from './agency-memory.ts'

test('paging: a static VM that is too small: its volume gets the operations, its guest waits', async () => {
  const office = await longBeach(undefined)
  const { lab, world, admin, vm } = office
  lab.run(120)
  const well = await admin.vm.get({ vmId: vm('lb-sql-01').id })
  expect(well.memory).toMatchObject({ pagingIops: 0, pagingWaitPercent: 0, status: 'ok' })
  const volume = world.get('volume', vm('lb-sql-01').disks[0]!.volumeId)
  const figures = world.volumes.data
  const [iops, latencyMs] = [figures.iops[volume.slot]!, figures.latencyMs[volume.slot]!]
  const granted = () => world.vms.data.grantedPercent[vm('lb-sql-01').slot]!
  await office.resize('lb-sql-01', { memoryMib: 2048 })
  lab.run(300)
  const small = await admin.vm.get({ vmId: vm('lb-sql-01').id })
  expect(small.memory.status).toBe('warning')
  expect(small.memory.pressurePercent).toBeGreaterThan(150)
  expect(small.memory.pagingIops).toBeGreaterThan(20)
  expect(figures.iops[volume.slot]).toBeGreaterThan(iops + small.memory.pagingIops / 2)
  expect(figures.latencyMs[volume.slot]).toBeGreaterThan(latencyMs)
  const wanted = world.vms.data.demandPercent[vm('lb-sql-01').slot]!
  const works = 1 - small.memory.pagingWaitPercent / 100
  expect(granted() / wanted).toBeCloseTo(works, 1)
  expect(small.memory.explanation.join(' ')).toContain('waits for each page')
})

test('paging: dynamic memory takes it away as soon as the host gives what lacks', async () => {
  const office = await longBeach()
  await office.makeDynamic('lb-sql-01', { maximumMib: 1024 })
  office.lab.run(60)
  const slot = office.vm('lb-sql-01').slot
  expect(office.world.vms.data.pagingIops[slot]).toBeGreaterThan(0)
  await office.makeDynamic('lb-sql-01')
  office.lab.run(60)
  expect(office.world.vms.data.pagingIops[slot]).toBe(0)
})

test('paging: a VM that stops asks its disks for nothing more', async () => {
  const office = await longBeach()
  await office.resize('lb-sql-01', { memoryMib: 1024 })
  office.lab.run(60)
  await office.power('turnOff', 'lb-sql-01')
  office.lab.run(1)
  expect(office.iops('lb-sql-01')).toBe(0)
})
