import { injectFault } from '../../../../core/faults/index.ts'
import { put } from '../../../../core/world/index.ts'
import type { VmRow } from '../../../../core/world/index.ts'
import { iopsOf, memoryDemandMibOf } from '../../../../core/world/index.ts'
import type { DynamicMemory } from '../../../../shared/domain/index.ts'
import { Lab } from '../../../kit/lab.ts'

const range: DynamicMemory = { minimumMib: 128, maximumMib: 16384, bufferPercent: 20, weight: 5000 }

/** The agency's Long Beach office, whose host has Service Pack 1 on wish. */
export async function longBeach(servicePack: number | undefined = 1) {
  const { lab, admin } = await Lab.with('state-agency')
  const { simulation } = lab.core
  const { world } = simulation
  const vm = (name: string) => [...world.all('vm')].find(one => one.name === name)!
  const host = () => world.get('host', vm('lb-sql-01').hostId)
  world.apply(put('host', { ...host(), servicePack }))
  const slotOf = (one: string | VmRow) => (typeof one === 'string' ? vm(one) : one).slot
  const figures = {
    assignedMib: (one: string | VmRow) => world.vms.data.assignedMib[slotOf(one)]!,
    demandMib: (one: string | VmRow) => memoryDemandMibOf(world, slotOf(one)),
    iops: (one: string | VmRow) => iopsOf(world, slotOf(one)),
    pressure: (one: string | VmRow) => (figures.demandMib(one) * 100) / figures.assignedMib(one),
  }
  const power = async (action: 'turnOff' | 'start', name: string) => {
    await admin.vm[action]({ vmIds: [vm(name).id] })
    lab.settle()
  }
  const setHardware = (name: string, changes: object) =>
    admin.vm.setHardware({ vmId: vm(name).id, changes })
  /** The VM has other memory and runs again. */
  const resize = async (name: string, changes: object) => {
    await power('turnOff', name)
    await setHardware(name, changes)
    await power('start', name)
  }
  const makeDynamic = (name: string, more: Partial<DynamicMemory> = {}, memoryMib = 512) =>
    resize(name, { memoryMib, dynamicMemory: { ...range, ...more } })
  const leak = (amount: number) =>
    injectFault(simulation, {
      ...{ kind: 'host-memory-leak', targetId: host().id, amount, ownerName: 'test' },
    })
  const office = { lab, admin, simulation, world, vm, host, leak, range }
  return { ...office, ...figures, power, setHardware, resize, makeDynamic }
}
