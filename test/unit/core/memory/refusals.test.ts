import { expect, test } from 'vitest'
import { hostMemoryView } from '../../../../core/memory/index.ts'
import { refusalOf } from '../../../kit/lab.ts'
import { longBeach } from './agency-memory.ts'

const name = 'lb-sql-01'

async function off(servicePack?: number) {
  const office = await longBeach(servicePack)
  await office.power('turnOff', name)
  const refused = (changes: object) => refusalOf(office.setHardware(name, changes))
  return { ...office, refused }
}

test('dynamic memory: a host of 2008 R2 without its service pack refuses it', async () => {
  const office = await longBeach(0)
  await office.power('turnOff', name)
  const refusal = await refusalOf(office.setHardware(name, { dynamicMemory: office.range }))
  expect(refusal).toMatchObject({ code: 'memory.host-unsupported', data: { host: 'lb-hv-01' } })
  const rules = await office.admin.vm.hardware({ vmId: office.vm(name).id })
  expect(rules.dynamicMemoryBlocked?.code).toBe('memory.host-unsupported')
})

test('dynamic memory: after a restart with the service pack the host gives it', async () => {
  const office = await longBeach(0)
  await office.power('turnOff', name)
  const hostId = office.host().id
  await office.admin.host.restart({ hostId, servicePack: 1, mode: 'save' })
  office.lab.settle()
  expect(office.host()).toMatchObject({ servicePack: 1, maintenance: undefined })
  await office.setHardware(name, { dynamicMemory: office.range })
  expect(office.vm(name).dynamicMemory).toEqual(office.range)
  const again = office.admin.host.restart({ hostId, servicePack: 1 })
  expect(await refusalOf(again)).toMatchObject({ code: 'host.no-service-pack' })
})

test('dynamic memory: minimum, startup and maximum come in this order', async () => {
  const { refused, range } = await off(1)
  const low = await refused({ memoryMib: 512, dynamicMemory: { ...range, minimumMib: 1024 } })
  expect(low).toMatchObject({ code: 'memory.minimum-over-startup', data: { startupMib: 512 } })
  const high = await refused({ memoryMib: 4096, dynamicMemory: { ...range, maximumMib: 2048 } })
  expect(high).toMatchObject({ code: 'memory.startup-over-maximum', data: { maximumMib: 2048 } })
  const over = await refused({ dynamicMemory: { ...range, maximumMib: 131072 } })
  expect(over).toMatchObject({ code: 'limit.memory', data: { limitMib: 65536 } })
})

test('dynamic memory: a guest that does not know it is refused', async () => {
  const office = await longBeach(1)
  const { admin, world, lab, range } = office
  const vm = [...world.all('vm')].find(one => one.name === 'hb-mon-01')!
  const host = world.get('host', vm.hostId)
  await admin.vm.turnOff({ vmIds: [vm.id] })
  lab.settle()
  const hostRefusal = await refusalOf(
    admin.vm.setHardware({ vmId: vm.id, changes: { dynamicMemory: range } }),
  )
  expect(hostRefusal.code).toBe('memory.host-unsupported')
  await admin.host.restart({ hostId: host.id, servicePack: 1, mode: 'save' })
  lab.settle()
  const refusal = await refusalOf(
    admin.vm.setHardware({ vmId: vm.id, changes: { dynamicMemory: range } }),
  )
  expect(refusal).toMatchObject({
    code: 'memory.guest-unsupported',
    data: { guest: 'SUSE Linux Enterprise Server 11' },
  })
})

test('dynamic memory: a running VM on 2008 R2 changes its buffer and weight, not its range', async () => {
  const office = await longBeach(1)
  await office.makeDynamic(name)
  const { range } = office
  const weighted = { ...range, bufferPercent: 50, weight: 8000 }
  await office.setHardware(name, { dynamicMemory: weighted })
  office.lab.run(120)
  expect(office.pressure(name)).toBeLessThan(70)
  const wider = { ...weighted, maximumMib: 32768 }
  expect(await refusalOf(office.setHardware(name, { dynamicMemory: wider }))).toMatchObject({
    code: 'vm.bad-power-state',
  })
  const fixed = refusalOf(office.setHardware(name, { dynamicMemory: 'static' }))
  expect(await fixed).toMatchObject({ code: 'vm.bad-power-state' })
})

test('dynamic memory: undo gives back static memory', async () => {
  const { setHardware, vm, range, admin, lab } = await off(1)
  const answer = await setHardware(name, { dynamicMemory: range, memoryMib: 512 })
  expect(answer.undo?.operation).toBe('vm.setHardware')
  await admin.vm.setHardware(answer.undo!.input as never)
  expect(vm(name)).toMatchObject({ memoryMib: 4096, dynamicMemory: undefined })
  lab.run(1)
})

test('overhead: both rules of seed 003 stand side by side, and the model uses the first', async () => {
  const { world, host } = await longBeach(1)
  // Five VMs of 2, 2, 1, 4 and 4 GB: 40 + 40 + 32 + 56 + 56 MB, or 10 to 25 % of 13 GB.
  const { overhead, assignedMib } = hostMemoryView(world, host())
  expect(assignedMib).toBe(13312)
  const [perVm, headRoom] = overhead
  expect(perVm).toMatchObject({ rule: 'per-vm', overheadMib: 224, isUsed: true })
  expect(headRoom).toMatchObject({ overheadMib: 1332, overheadMibMost: 3328, isUsed: false })
  expect(perVm!.freeMib).toBe(24 * 1024 - 1024 - 13312 - 224)
  expect(headRoom!.freeMib).toBe(24 * 1024 - 1024 - 13312 - 3328)
})

test('dynamic memory: a hardware profile that no host could give is not saved', async () => {
  const { admin, range } = await longBeach(1)
  const hardware = { cpuCount: 1, memoryMib: 512, dynamicMemory: { ...range, minimumMib: 1024 } }
  const save = admin.hardwareProfile.save({ name: 'Odd', ...hardware })
  expect((await refusalOf(save)).code).toBe('memory.minimum-over-startup')
  expect((await admin.hardwareProfile.list({})).some(one => one.name === 'Odd')).toBe(false)
})
