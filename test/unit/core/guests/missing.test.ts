import { expect, test } from 'vitest'
import { Lab, refusalOf } from '../../../kit/lab.ts'

async function laboratory() {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  lab.run(5)
  const vmId = [...world.all('vm')].find(vm => vm.state === 'running')!.id
  return { lab, admin, world, vmId }
}

test('missing: a volume that is lost: VMs that are off are missing until it is back', async () => {
  const { lab, admin, world, vmId } = await laboratory()
  await admin.vm.shutDown({ vmIds: [vmId] })
  lab.settle()
  const [lunId] = world.get('volume', 'volume-1').lunIds
  const { id } = await admin.fault.inject({ kind: 'lun-unmasked', targetId: lunId! } as never)
  lab.run(61)
  expect(world.get('vm', vmId)).toMatchObject({
    state: 'missing',
    failure: { code: 'repair.still-missing' },
  })
  const refusal = await refusalOf(admin.vm.repair({ vmIds: [vmId], action: 'ignore' }))
  expect(refusal.code).toBe('repair.still-missing')
  await admin.fault.end({ faultIds: [id as never] })
  await admin.vm.repair({ vmIds: [vmId], action: 'ignore' })
  expect(world.get('vm', vmId)).toMatchObject({ state: 'stopped' })
})

test('missing: a guest that stalled and was turned off: its reason stays until it is found', async () => {
  const { lab, admin, world, vmId } = await laboratory()
  const [lunId] = world.get('volume', 'volume-1').lunIds
  const { id } = await admin.fault.inject({ kind: 'lun-unmasked', targetId: lunId! } as never)
  lab.run(2)
  expect(world.get('vm', vmId)).toMatchObject({ state: 'paused', isStalled: true })
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.run(90)
  expect(world.get('vm', vmId).state).toBe('missing')
  await admin.fault.end({ faultIds: [id as never] })
  expect(world.get('vm', vmId).failure?.code).toBe('repair.still-missing')
  lab.run(61)
  expect(world.get('vm', vmId)).toMatchObject({ state: 'stopped' })
})

test('missing: a stale inventory: nothing is missed and nothing found until it ends', async () => {
  const { lab, admin, world, vmId } = await laboratory()
  await admin.vm.shutDown({ vmIds: [vmId] })
  lab.settle()
  const { hostId } = world.get('vm', vmId)
  const stale = await admin.fault.inject({ kind: 'stale-inventory', targetId: hostId })
  const [lunId] = world.get('volume', 'volume-1').lunIds
  const lost = await admin.fault.inject({ kind: 'lun-unmasked', targetId: lunId! } as never)
  lab.run(61)
  expect(world.get('vm', vmId).state).toBe('stopped')
  await admin.fault.end({ faultIds: [stale.id as never] })
  lab.run(61)
  expect(world.get('vm', vmId).state).toBe('missing')
  await admin.fault.inject({ kind: 'stale-inventory', targetId: hostId })
  await admin.fault.end({ faultIds: [lost.id as never] })
  lab.run(61)
  expect(world.get('vm', vmId).state).toBe('missing')
})
