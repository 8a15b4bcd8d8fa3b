import { describe, expect, it } from 'vitest'
import { inheritedFrom, levelsOf, levelsRefusal } from '../../../../core/hosts/index.ts'
import { buildFabric } from '../../../../core/inventory/index.ts'
import { figuresOf, rateHost } from '../../../../core/placement/index.ts'
import { put, World } from '../../../../core/world/index.ts'
import { defaultReserves } from '../../../../shared/domain/index.ts'
import { balancing, request } from './figures.ts'

function lab(): World {
  const world = new World()
  buildFabric(world, 'poc-lab', 1)
  return world
}
const root = 'hostgroup-1'
const memory = { memory: { startOptimization: 4096, placement: 20480 } }

describe('levels of availability', () => {
  it('levels: nobody set any: each is the reserve, of memory at least the parent partition', () => {
    const world = lab()
    const levels = levelsOf(world, world.get('host', 'host-1'))
    expect(levels.memory).toEqual({ reserve: 512, startOptimization: 512, placement: 512 })
    expect(levels.cpu).toEqual({ reserve: 10, startOptimization: 10, placement: 10 })
    expect(levels.iops.reserve).toBe(0)
  })

  it('levels: a group above says some: its hosts follow, a host with its own does not', () => {
    const world = lab()
    const reserves = { ...defaultReserves, levels: memory }
    world.apply(put('hostgroup', { ...world.get('hostgroup', root), reserves }))
    const host = world.get('host', 'host-1')
    expect(levelsOf(world, host).memory.placement).toBe(20480)
    expect(levelsOf(world, { ...host, overridesReserves: true }).memory.placement).toBe(512)
    const group = world.get('hostgroup', host.hostGroupId)
    const from = inheritedFrom(world, group, one => one.reserves)
    expect([from?.group.id, from?.value]).toEqual([root, reserves])
  })

  it('levels: one lower than the one before: refused by the name of both', () => {
    const wrong = { cpu: { startOptimization: 30, placement: 20 } }
    const refusal = levelsRefusal('All Hosts', { ...defaultReserves, levels: wrong })
    expect(refusal?.text).toBe(
      'The levels of CPU of All Hosts must not decrease: the placement level of 20 % is less than the start of optimization of 30 %.',
    )
    const low = levelsRefusal('hv', { ...defaultReserves, levels: { memory: { placement: 100 } } })
    expect(low?.text).toContain('the placement level of 100 MB is less than the reserve of 256 MB')
    expect(levelsRefusal('hv', { ...defaultReserves, levels: memory })).toBeUndefined()
  })

  it('levels: less left than the placement level: a warning with the figures, and no other star', () => {
    const world = lab()
    const wish = { ...request, networks: [], diskGib: 1 }
    const before = rateHost(wish, figuresOf(world, ['host-1'])[0]!, balancing)
    const reserves = { ...defaultReserves, levels: memory }
    world.apply(put('hostgroup', { ...world.get('hostgroup', root), reserves }))
    const after = rateHost(wish, figuresOf(world, ['host-1'])[0]!, balancing)
    const found = after.reasons.find(one => one.code === 'placement-level')
    expect([found?.severity, after.stars]).toEqual(['warning', before.stars])
    expect(found?.text).toMatch(/memory [\d,]+ MB of 20,480 MB \(reserve 512 MB\)/)
  })
})
