import { expect, test } from 'vitest'
import type { VmId } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const vmId: VmId = 'vm-1'
const changes = { cpuReservePercent: 60, cpuLimitPercent: 50 }

test('cpu share: a reserve above the limit is refused, in the hardware and in the properties', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const told = { code: 'limit.cpu-reserve', data: { reservePercent: 60, limitPercent: 50 } }
  expect(await refusalOf(admin.vm.setHardware({ vmId, changes }))).toMatchObject(told)
  expect(await refusalOf(admin.vm.update({ vmIds: [vmId], changes }))).toMatchObject(told)
  expect(lab.core.simulation.world.get('vm', vmId).cpuReservePercent).toBe(0)
})

test('cpu share: a limit below the reserve that a VM has is refused too', async () => {
  const { admin } = await Lab.with('poc-lab')
  await admin.vm.setHardware({ vmId, changes: { cpuReservePercent: 60 } })
  const lower = admin.vm.setHardware({ vmId, changes: { cpuLimitPercent: 50 } })
  expect((await refusalOf(lower)).code).toBe('limit.cpu-reserve')
})
