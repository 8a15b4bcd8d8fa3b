import { expect, test } from 'vitest'
import { brokenInvariants } from '../../../../core/checks/index.ts'
import { injectFault } from '../../../../core/faults/index.ts'
import { releaseSpace } from '../../../../core/processes/space.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import { put, remove } from '../../../../core/world/index.ts'

/** One node with all its VMs on a disk that it alone owns. */
function oneOwner() {
  const laboratory = new Laboratory('poc-lab', 1)
  const { simulation, world } = laboratory
  for (const vm of [...world.all('vm')]) {
    if (vm.hostId === 'host-1') continue
    world.applyAll(releaseSpace(world, vm))
    world.apply(remove('vm', vm.id))
  }
  const volume = [...world.all('volume')].find(one => one.kind === 'csv')!
  const alone = { kind: 'cluster-disk', fileSystem: 'ntfs', ownerHostId: 'host-1' } as const
  world.apply(put('volume', { ...volume, ...alone }))
  laboratory.advance(60)
  return { laboratory, simulation, world, volume }
}

test('volume owner: changes while jobs wait for a VM: all of them fail, and it starts elsewhere', () => {
  const { laboratory, simulation, world, volume } = oneOwner()
  const vm = [...world.all('vm')].find(one => one.state === 'running')!
  for (const action of ['shutDown', 'saveState', 'pause'] as const) {
    simulation.jobs.submit({
      ...{ name: `job.vm.${action}`, process: 'power', ownerName: 'test' },
      ...{ parameters: { action, from: 'running' }, targetId: vm.id, targetName: vm.name },
    })
  }
  const fault = { kind: 'volume-owner-change', targetId: volume.id, ownerName: 'test' } as const
  injectFault(simulation, fault)
  expect(brokenInvariants(simulation)).toEqual([])
  laboratory.advance(600)
  const { ownerHostId } = world.get('volume', volume.id)
  expect(ownerHostId).not.toBe('host-1')
  expect(world.get('vm', vm.id)).toMatchObject({ hostId: ownerHostId, state: 'running' })
  expect(brokenInvariants(simulation)).toEqual([])
})

test('volume owner: a node in maintenance mode takes no disk over', () => {
  const { simulation, world, volume } = oneOwner()
  const next = world.get('host', 'host-2')
  const maintenance = { sinceMs: world.nowMs - 1, movedVmIds: [], savedVmIds: [] }
  world.apply(put('host', { ...next, maintenance }))
  const fault = { kind: 'volume-owner-change', targetId: volume.id, ownerName: 'test' } as const
  injectFault(simulation, fault)
  expect(world.get('volume', volume.id).ownerHostId).toBe('host-3')
})
