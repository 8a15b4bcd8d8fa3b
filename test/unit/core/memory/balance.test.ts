import { expect, test } from 'vitest'
import { freeMib } from '../../../../core/memory/index.ts'
import { forkOf, stateHash } from '../../../../core/restore.ts'
import { longBeach } from './agency-memory.ts'

const names = ['lb-sql-01', 'lb-app-01', 'lb-file-01', 'lb-dc-01']

async function dynamicOffice(weights: readonly number[] = []) {
  const office = await longBeach()
  for (const [at, name] of names.entries()) {
    await office.makeDynamic(name, { weight: weights[at] ?? 5000 })
  }
  office.lab.run(300)
  return office
}

test('dynamic memory: enough for all: each guest has its demand and its buffer', async () => {
  const { pressure, assignedMib, demandMib } = await dynamicOffice()
  for (const name of names) {
    expect(pressure(name)).toBeGreaterThan(80)
    expect(pressure(name)).toBeLessThan(86)
  }
  // A database of 4 GB asks for three quarters of it at least, a controller for a third of 2 GB.
  expect(demandMib('lb-sql-01')).toBeGreaterThan(3072)
  expect(assignedMib('lb-dc-01')).toBeLessThan(1024)
})

test('dynamic memory: a scarce host: all of one weight stand under one pressure', async () => {
  const { lab, world, host, leak, pressure } = await dynamicOffice()
  leak(freeMib(world, host()) + 2000)
  lab.run(300)
  const pressures = names.map(pressure)
  expect(Math.min(...pressures)).toBeGreaterThan(100)
  expect(Math.max(...pressures) - Math.min(...pressures)).toBeLessThan(2)
  expect(freeMib(world, host())).toBeGreaterThanOrEqual(0)
})

test('dynamic memory: a scarce host: a higher weight has the lower pressure', async () => {
  const { lab, world, host, leak, pressure } = await dynamicOffice([10000, 5000, 5000, 0])
  leak(freeMib(world, host()) + 2000)
  lab.run(300)
  const [heavy, normal, other, light] = names.map(pressure)
  expect(heavy).toBeLessThan(normal! - 5)
  expect(Math.abs(normal! - other!)).toBeLessThan(2)
  expect(light).toBeGreaterThan(other! + 5)
})

test('dynamic memory: minimum and maximum hold, whatever the guest asks for', async () => {
  const office = await longBeach()
  await office.makeDynamic('lb-sql-01', { maximumMib: 2048 })
  await office.makeDynamic('lb-dc-01', { minimumMib: 512, bufferPercent: 5 }, 4096)
  office.leak(1_000_000)
  office.lab.run(600)
  expect(office.assignedMib('lb-sql-01')).toBe(128)
  expect(office.assignedMib('lb-dc-01')).toBe(512)
})

test('dynamic memory: a start takes the startup memory, a saved one what it had', async () => {
  const office = await longBeach()
  await office.makeDynamic('lb-sql-01')
  office.lab.run(300)
  const had = office.assignedMib('lb-sql-01')
  expect(had).toBeGreaterThan(3072)
  const { usedGib } = office.world.get('volume', office.vm('lb-sql-01').disks[0]!.volumeId)
  await office.admin.vm.saveState({ vmIds: [office.vm('lb-sql-01').id] })
  office.lab.settle()
  const saved = office.vm('lb-sql-01')
  expect(saved.savedImageMib).toBe(had)
  expect(office.assignedMib('lb-sql-01')).toBe(0)
  const after = office.world.get('volume', saved.disks[0]!.volumeId).usedGib
  expect(after - usedGib).toBeCloseTo(had / 1024, 6)
  await office.power('start', 'lb-sql-01')
  expect(office.assignedMib('lb-sql-01')).toBe(had)
  await office.power('turnOff', 'lb-sql-01')
  await office.admin.vm.start({ vmIds: [saved.id] })
  office.lab.run(1)
  expect(office.vm('lb-sql-01').state).toBe('starting')
  expect(office.assignedMib('lb-sql-01')).toBe(512)
})

test('dynamic memory: a job that works on a VM keeps its memory as it is', async () => {
  const office = await longBeach()
  await office.makeDynamic('lb-sql-01')
  const before = office.assignedMib('lb-sql-01')
  await office.admin.vm.checkpoint({ vmIds: [office.vm('lb-sql-01').id] })
  office.lab.run(1)
  const image = office.assignedMib('lb-sql-01')
  expect(image).toBe(before)
  office.lab.settle()
  expect(office.vm('lb-sql-01').checkpoints?.[0]?.imageMib).toBe(image)
})

test('dynamic memory: a fork in a scarce moment goes on to the same hash', async () => {
  const { lab, world, host, leak, simulation } = await dynamicOffice([9000, 5000, 2000, 0])
  leak(freeMib(world, host()) + 1500)
  lab.run(7)
  const fork = forkOf(simulation)
  expect(stateHash(fork)).toBe(lab.core.stateHash())
  lab.run(400)
  fork.advanceTo(lab.core.nowMs)
  expect(stateHash(fork)).toBe(lab.core.stateHash())
})
