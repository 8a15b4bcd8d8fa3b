import { expect, test } from 'vitest'
import type { VmId } from '../../../../shared/domain/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab } from '../../../kit/lab.ts'

const vmId: VmId = 'vm-1'
type Changes = Parameters<LabClient['vm']['setHardware']>[0]['changes']

async function laboratory() {
  const { lab, admin } = await Lab.with('poc-lab')
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.settle()
  const { world } = lab.core.simulation
  const adapters = () => world.get('vm', vmId).networkAdapters
  const set = async (changes: Changes) => admin.vm.setHardware({ vmId, changes })
  return { lab, admin, adapters, set }
}

test('hardware: adapters taken away and taken back: each has the address that it had', async () => {
  const { admin, adapters, set } = await laboratory()
  const [first] = adapters()
  const { network, kind } = first!
  await set({ networkAdapters: [first!, { network, kind }] })
  await set({ networkAdapters: [adapters()[1]!] })
  const before = adapters()
  const { undo } = await set({ networkAdapters: [] })
  await admin.vm.setHardware(undo!.input as { vmId: VmId; changes: Changes })
  expect(adapters()).toEqual(before)
})

test('hardware: one address asked for twice: two adapters with two addresses', async () => {
  const { lab, adapters, set } = await laboratory()
  const [first] = adapters()
  await set({ networkAdapters: [first!, first!] })
  expect(new Set(adapters().map(one => one.macAddress)).size).toBe(2)
  expect(adapters()[0]).toEqual(first)
  lab.run(2)
})
