import { expect, test } from 'vitest'
import { buildFabric } from '../../../../core/inventory/index.ts'
import { activeRulesOf, Placer } from '../../../../core/placement/index.ts'
import { put, World } from '../../../../core/world/index.ts'
import type { PlacementRuleKind } from '../../../../shared/domain/index.ts'
import { balancing, request } from './figures.ts'

const tag = 'web'

/** The ratings of a dozen VMs under a rule of their tag, read at once or after the last. */
function ratingsOf(kind: PlacementRuleKind, isLate: boolean) {
  const world = new World()
  buildFabric(world, 'poc-lab', 1)
  const hostIds = [...world.all('host')].map(host => host.id)
  const { id: scopeId } = [...world.all('hostgroup')].find(group => !group.parentId)!
  const row = { id: 'placementrule-1', name: 'Web', description: '', isEnabled: true } as const
  const named = kind === 'not-on' ? hostIds.slice(0, 2) : []
  const holds = { scopeId, kind, strength: 'should', hostIds: named } as const
  world.apply(put('placementrule', { ...row, ...holds, vmIds: [], vmTags: [tag] }))
  const rules = activeRulesOf(world, { tags: [tag] })
  const small = { ...request, memoryMib: 512, diskGib: 2, networks: [], rules }
  const placer = new Placer(world, small, hostIds, balancing)
  const places = Array.from({ length: 12 }, () => {
    const place = placer.next()!
    return { place, atOnce: isLate ? undefined : place.rating }
  })
  return places.map(({ place, atOnce }) => atOnce ?? place.rating)
}

const kinds = ['keep-apart', 'not-on', 'keep-together'] as const

test.each(kinds)('placer: %s: a rating that is read late says what it said at once', kind => {
  const late = ratingsOf(kind, true)
  expect(late).toEqual(ratingsOf(kind, false))
  const isBroken = late.some(one => one.reasons.some(({ code }) => code === 'rule'))
  expect(isBroken).toBe(kind !== 'not-on')
})
