import fc from 'fast-check'
import { expect, it } from 'vitest'
import { partsOf } from '../../../../core/overview/index.ts'
import { Lab } from '../../../kit/lab.ts'
import { agency, longBeach, sacramento } from '../api/agency.ts'

it('capacity: use, reserve and rest: the parts add up to the capacity, and none is negative', () => {
  const size = fc.double({ min: 0, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(size, size, size, fc.boolean(), (capacity, used, reserve, isAway) => {
      const parts = partsOf(capacity, used, reserve, isAway)
      const { used: taken, reserved, free, away } = parts
      expect(Math.min(taken, reserved, free, away)).toBeGreaterThanOrEqual(0)
      expect(taken + reserved + free + away).toBeCloseTo(capacity, 6)
    }),
  )
})

it('capacity: use reaches into the reserve: only what is left of the reserve is reserved', () => {
  expect(partsOf(100, 95, 20)).toEqual({ capacity: 100, used: 95, reserved: 5, free: 0, away: 0 })
})

it('capacity: six hosts of the lab: sums are those of the hosts, one by one', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(600)
  const { total, groups } = await admin.overview.capacity({})
  const { rows } = await admin.host.list({ limit: 100 })
  const sum = (figure: (host: (typeof rows)[number]) => number) =>
    rows.reduce((all, host) => all + figure(host), 0)
  expect(total.hosts).toBe(rows.length)
  expect(total.memoryMib.capacity).toBe(sum(host => host.memoryMib))
  expect(total.memoryMib.used).toBe(sum(host => host.memoryUsedMib))
  // Of a lab in which every host responds, hosts keep their reserves whole.
  const hostReserves = total.memoryMib.reserved - total.clusterReserveMib
  expect(hostReserves).toBe(sum(host => host.memoryReserveMib))
  const { capacity, used, reserved, free, away } = total.memoryMib
  expect(used + reserved + free + away).toBe(capacity)
  expect(total.clusterReserveMib).toBeGreaterThan(0)
  const volumes = await admin.storage.volumes({})
  expect(total.storageGib.capacity).toBeCloseTo(
    volumes.reduce((all, one) => all + one.capacityGib, 0),
  )
  expect(groups.reduce((all, one) => all + one.memoryMib.used, 0)).toBe(total.memoryMib.used)
})

it('capacity: a host is down: what it has is away and free nowhere', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const before = (await admin.overview.capacity({})).total
  const host = [...lab.core.simulation.world.all('host')][0]!
  await admin.fault.inject({ kind: 'host-power-loss', targetId: host.id })
  lab.run(60)
  const { total } = await admin.overview.capacity({})
  expect(total.memoryMib.capacity).toBe(before.memoryMib.capacity)
  expect(total.memoryMib.away).toBeGreaterThan(0)
  expect((await admin.overview.health({})).hosts).toContainEqual({
    status: 'not-responding',
    count: 1,
  })
})

it('overview: a delegate of one host group: hidden hosts and VMs are in no row and no sum', async () => {
  const { as, admin } = await agency()
  const kim = await as('kim')
  for (const scope of [undefined, sacramento]) {
    const mine = await kim.overview.capacity({ scope })
    const theirs = await admin.overview.capacity({ scope: sacramento })
    expect(mine.total.memoryMib).toEqual(theirs.total.memoryMib)
    expect(mine.groups.map(group => group.id)).toEqual(theirs.groups.map(group => group.id))
  }
  expect((await kim.overview.capacity({ scope: longBeach })).total.hosts).toBe(0)
  const health = await kim.overview.health({})
  expect(health.vms).toEqual((await admin.overview.health({ scope: sacramento })).vms)
  const { rows } = await kim.overview.top({ figure: 'cpu', scope: longBeach })
  expect(rows).toEqual([])
})

it('overview: a self-service user: refused', async () => {
  const { as } = await agency()
  const sue = await as('sue')
  await expect(sue.overview.capacity({})).rejects.toMatchObject({ code: 'access.denied' })
  await expect(sue.overview.top({ figure: 'cpu' })).rejects.toMatchObject({
    code: 'access.denied',
  })
})
