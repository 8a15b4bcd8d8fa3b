import { expect, test } from 'vitest'
import { Lab, refusalOf } from '../../../kit/lab.ts'

test('vm.start: several of which some run: those are not counted as started', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  await admin.vm.turnOff({ vmIds: ['vm-1'] })
  lab.settle()
  const answer = await admin.vm.start({ vmIds: ['vm-1', 'vm-2', 'vm-3'] })
  expect(answer.accepted).toBe(1)
  expect(answer.refused.map(one => [one.id, one.refusal.code])).toEqual([
    ['vm-2', 'vm.already-running'],
    ['vm-3', 'vm.already-running'],
  ])
  lab.settle()
  const none = await refusalOf(admin.vm.start({ vmIds: ['vm-1', 'vm-2'] }))
  expect(none.code).toBe('access.bulk-none-possible')
  expect(none.text).toContain('desk-001 runs already')
})

test('vm.start: one VM that runs: accepted, and nothing changes', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  expect((await admin.vm.start({ vmIds: ['vm-1'] })).accepted).toBe(1)
  lab.settle()
  expect(lab.core.simulation.world.get('vm', 'vm-1').state).toBe('running')
})

test('vm.actions: several of which some run: start is offered for the others, and says why', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  await admin.vm.turnOff({ vmIds: ['vm-1'] })
  lab.settle()
  const offered = await admin.vm.actions({ vmIds: ['vm-1', 'vm-2', 'vm-3'] })
  const start = offered.find(one => one.operation === 'vm.start')
  expect(start).toMatchObject({ possible: 1, selected: 3 })
  expect(start?.blockedBecause?.code).toBe('vm.already-running')
})
