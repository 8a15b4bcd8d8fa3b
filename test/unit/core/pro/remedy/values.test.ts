import { expect, test } from 'vitest'
import { remedyValue } from '../../../../../core/pro/remedy/values.ts'
import { Laboratory } from '../../../../../core/scenarios/laboratory.ts'
import { put } from '../../../../../core/world/index.ts'

function lab(kind: 'poc-lab' | 'state-agency' | 'state-agency-san' = 'poc-lab') {
  const laboratory = new Laboratory(kind, 1)
  laboratory.advance(120)
  const { world } = laboratory
  const host = [...world.all('host')][0]!
  const vm = [...world.all('vm')].find(one => one.hostId === host.id)!
  return { laboratory, world, host, vm, volume: [...world.all('volume')][0]! }
}

test('remedy: the busiest VM of a host is the one with the highest use that can go elsewhere', () => {
  const { world, host } = lab()
  const source = { id: host.id, target: 'host' } as const
  const id = remedyValue(world, source, '$busiestVm') as string
  const use = (one: string) => {
    const { slot, cpuCount } = world.get('vm', one)
    return world.vms.data.grantedPercent[slot]! * cpuCount
  }
  const most = Math.max(...[...world.index.vmsByHost.of(host.id)].map(use))
  expect(use(id)).toBe(most)
  const target = remedyValue(world, source, '$hostForBusiest') as string
  expect(world.get('host', target).clusterId).toBe(host.clusterId)
  expect(target).not.toBe(host.id)
})

test('remedy: a host of its own has nobody to give a VM to', () => {
  const { world, host } = lab('state-agency')
  expect(remedyValue(world, { id: host.id, target: 'host' }, '$busiestVm')).toBeUndefined()
})

test('remedy: a fair limit is twice what the others on the volume ask for, at least 10', () => {
  const { laboratory, world, vm } = lab()
  const source = { id: vm.id, target: 'vm' } as const
  const before = remedyValue(world, source, '$fairIops') as number
  laboratory.strike({ kind: 'runaway-guest', targetId: vm.id, amount: 2000 })
  laboratory.advance(60)
  const during = remedyValue(world, source, '$fairIops') as number
  expect(before).toBeGreaterThanOrEqual(10)
  expect(during).toBeLessThan(40)
})

test('remedy: the last LUN grows by a fifth, and not at all where its RAID group is full', () => {
  const { world, volume } = lab('state-agency-san')
  const csv = [...world.all('volume')].find(one => one.fileSystem === 'csv')!
  expect(volume).toBeDefined()
  const source = { id: csv.id, target: 'volume' } as const
  expect(remedyValue(world, source, '$lastLun')).toBe(csv.lunIds[0])
  expect(remedyValue(world, source, '$grownGib')).toBe(1920)
  const blades = lab()
  const full = { id: blades.volume.id, target: 'volume' } as const
  expect(remedyValue(blades.world, full, '$grownGib')).toBe(1117.6)
})

test('remedy: adapters, checkpoints and disks are named as they are now', () => {
  const { world, vm, host } = lab('state-agency-san')
  const about = { id: vm.id, target: 'vm' } as const
  expect(remedyValue(world, about, '$firstGrowingDisk')).toBe(vm.disks[0]!.name)
  expect(remedyValue(world, about, '$oldestCheckpoint')).toBeUndefined()
  const kept = [{ id: 4, isDeleted: true }, { id: 7 }] as never
  world.apply(put('vm', { ...world.get('vm', vm.id), checkpoints: kept }))
  expect(remedyValue(world, about, '$oldestCheckpoint')).toBe(7)
  const jumbo = remedyValue(world, { id: host.id, target: 'host' }, '$adapterWithoutJumbo')
  expect(jumbo).toBe('iSCSI')
})

test('remedy: a name that nobody knows, or that every object has, stands for nothing', () => {
  const { world, vm } = lab()
  const about = { id: vm.id, target: 'vm' } as const
  for (const name of ['$nothing', '$constructor', 'constructor', 'toString', '__proto__']) {
    expect(remedyValue(world, about, name), name).toBeUndefined()
  }
  expect(remedyValue(world, about, '$id')).toBe(vm.id)
  expect(remedyValue(world, { id: 'vm-99999', target: 'vm' }, '$id')).toBeUndefined()
})
