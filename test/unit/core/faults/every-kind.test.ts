import { expect, test } from 'vitest'
import { endFault, faultRefusal, injectFault, partsOf } from '../../../../core/faults/index.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import { guestAnswers, put } from '../../../../core/world/index.ts'
import type { FaultKind } from '../../../../shared/domain/index.ts'
import { faultEntry, faultKinds } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

type Target = Parameters<typeof injectFault>[1]['targetId']

/** Everything of a kind of target, with a job and a role of its own where one is struck. */
function targetsOf({ simulation, world }: Laboratory, kind: FaultKind): Target[] {
  const { target } = faultEntry(kind)
  if (target === 'fabric') return ['fabric-1']
  if (target === 'job') {
    const vm = [...world.all('vm')].find(one => one.state === 'stopped')!
    const request = { name: 'job.vm.start', process: 'power', ownerName: 'test' }
    const start = { parameters: { action: 'start', from: 'stopped' } }
    return [simulation.jobs.submit({ ...request, ...start, targetId: vm.id, targetName: vm.name })]
  }
  if (target === 'role') {
    const id = world.nextId('role')
    world.apply(
      put('role', {
        ...{ id, name: 'Site', description: '', mayControlClock: false, userIds: [] },
        ...{ profile: 'delegated-administrator', userGroupIds: [], actions: [] },
        scope: { hostGroupIds: [], shareIds: [], templateIds: [] },
      }),
    )
  }
  return [...world.all(target)].map(row => row.id)
}

test.each(faultKinds)('faults: %s by schedule: begins at its time, strikes, and ends', kind => {
  const laboratory = new Laboratory('state-agency-san', 1)
  const { simulation, world } = laboratory
  laboratory.advance(5)
  const entry = faultEntry(kind)
  const request = targetsOf(laboratory, kind)
    .map(targetId => ({
      ...{ kind, targetId, ownerName: 'test' },
      part: entry.part && partsOf(world, entry.part, targetId)[0],
      ...{ beginMs: world.nowMs + 2500, endMs: world.nowMs + 20_500 },
    }))
    .find(one => faultRefusal(world, one) === undefined)!
  const id = injectFault(simulation, request)
  expect(world.get('fault', id).status).toBe('planned')
  simulation.advanceTo(world.nowMs + 2500)
  expect(world.get('fault', id).status).toBe(entry.isInstant ? 'ended' : 'active')
  simulation.advanceTo(world.nowMs + 18_000)
  expect(world.get('fault', id).status).toBe('ended')
  expect(world.get('fault', id).missed).toBeUndefined()
})

test('faults: guest services silent: the guest works on, and nobody can shut it down from outside', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { simulation } = lab.core
  const { world } = simulation
  const vm = world.get('vm', 'vm-1')
  const on = { kind: 'guest-services-silent', targetId: vm.id, ownerName: 'test' } as const
  const id = injectFault(simulation, on)
  lab.run(2)
  expect(world.vms.data.demandPercent[vm.slot]).toBeGreaterThan(0)
  expect(guestAnswers(world, vm)).toBe(false)
  const refusal = await refusalOf(admin.vm.shutDown({ vmIds: [vm.id] }))
  expect(refusal.code).toBe('vm.no-guest-services')
  endFault(simulation, id)
  await admin.vm.shutDown({ vmIds: [vm.id] })
  lab.settle()
  expect(world.get('vm', vm.id).state).toBe('stopped')
})
