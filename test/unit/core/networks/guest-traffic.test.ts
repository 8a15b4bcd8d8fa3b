import { expect, test } from 'vitest'
import { injectFault, settle } from '../../../../core/faults/index.ts'
import { guestLinksOf } from '../../../../core/networks/index.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import { askedMbpsOf, networkMbpsOf, put } from '../../../../core/world/index.ts'

/** A host with the uplink that most of its running guests send over. */
function office() {
  const { simulation, world } = new Laboratory('state-agency-san', 1)
  simulation.advanceTo(world.nowMs + 5000)
  const host = [...world.all('host')].find(
    one => guestLinksOf(world, one).length > 0 && world.hosts.data.networkMbps[one.slot]! > 0,
  )!
  const step = () => simulation.advanceTo(world.nowMs + 1000)
  const sum = (figure: typeof networkMbpsOf, slots: readonly number[]) =>
    slots.reduce((total, slot) => total + figure(world, slot), 0)
  const links = () => guestLinksOf(world, world.get('host', host.id))
  return { simulation, world, host, step, sum, links }
}

/** All its adapters at a rate. */
function slowDown({ world, host }: ReturnType<typeof office>, rateMbps: number): void {
  const row = world.get('host', host.id)
  const adapters = row.adapters!.map(adapter => ({ ...adapter, rateMbps }))
  world.apply(put('host', { ...row, adapters }))
}

test('guest traffic: an uplink that suffices: everybody sends what they ask for', () => {
  const { world, host, step, sum, links } = office()
  step()
  for (const { vmSlots } of links()) {
    expect(sum(networkMbpsOf, vmSlots)).toBe(sum(askedMbpsOf, vmSlots))
  }
  expect(world.hosts.data.fullUplinks[host.slot]).toBe(0)
})

test('guest traffic: an uplink that is too slow: full, shared in proportion, and free again', () => {
  const lab = office()
  const { world, host, step, sum, links } = lab
  step()
  const asked = world.hosts.data.networkMbps[host.slot]!
  slowDown(lab, asked / 10)
  step()
  const full = links().filter(({ vmSlots, mbps }) => sum(askedMbpsOf, vmSlots) > mbps)
  expect(full.length).toBeGreaterThan(0)
  for (const { vmSlots, mbps } of full) {
    expect(sum(networkMbpsOf, vmSlots)).toBeCloseTo(mbps, 6)
    const shares = vmSlots.map(slot => world.vms.data.networkShare[slot]!)
    expect(Math.max(...shares)).toBeCloseTo(Math.min(...shares), 9)
  }
  expect(world.hosts.data.networkMbps[host.slot]).toBeLessThan(asked / 2)
  expect(world.hosts.data.fullUplinks[host.slot]).toBe(full.length)
  slowDown(lab, 1000)
  step()
  for (const { vmSlots } of links()) {
    expect(sum(networkMbpsOf, vmSlots)).toBe(sum(askedMbpsOf, vmSlots))
  }
})

test('guest traffic: all adapters pulled: nothing goes out until they are back', () => {
  const { simulation, world, host, step, sum, links } = office()
  for (const { name } of host.adapters!) {
    const on = { targetId: host.id, part: name, ownerName: 'test' } as const
    injectFault(simulation, { kind: 'adapter-down', ...on })
  }
  step()
  for (const { vmSlots } of links()) expect(sum(networkMbpsOf, vmSlots)).toBe(0)
  expect(world.hosts.data.networkMbps[host.slot]).toBeCloseTo(0, 6)
  settle(simulation)
  step()
  const [link] = links()
  expect(sum(networkMbpsOf, link!.vmSlots)).toBe(sum(askedMbpsOf, link!.vmSlots))
})
