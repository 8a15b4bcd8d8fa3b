import { diskKinds, volumeLayouts } from '../../../shared/domain/index.ts'
import type { World } from '../../world/index.ts'
import type { Chance } from '../chance.ts'
import type { Given } from './types.ts'

const raids = ['none', 'raid-0', 'raid-1', 'raid-10', 'raid-5', 'raid-6'] as const
const kinds = ['copy-on-write', 'redirect-on-write'] as const

/** What an administrator of the storage does: plans, snapshots, limits. */
export function storageCommand(world: World, chance: Chance): Given {
  switch (chance.integer(0, 9)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return ['storage.change', { steps: planSteps(world, chance) }]
    case 4:
    case 5:
    case 6:
      return snapshotCommand(world, chance)
    default:
      return limitCommand(world, chance)
  }
}

/** A new volume from nothing, a larger one, or one step of any other kind. */
function planSteps(world: World, chance: Chance): unknown[] {
  const pool = chance.any([...world.all('pool')])
  const volume = chance.any([...world.all('volume')])
  const lun = chance.any([...world.all('lun')])
  const host = chance.any([...world.all('host')])
  const number = chance.integer(1, 999)
  const lunStep = {
    ...{ kind: 'create-lun', poolId: pool?.id, name: `lun-${number}` },
    ...{ sizeGib: chance.integer(1, 60), isThin: chance.percent(40) },
  }
  const hostIds = hostsTogether(world, chance)
  // One for somebody who wants a LUN alone.
  if (chance.percent(15)) return [{ ...lunStep, isThin: false }]
  switch (chance.integer(0, 7)) {
    case 0:
    case 1: {
      const twice = { ...lunStep, name: `lun-${number}b` }
      const more = {
        ...{
          layout: chance.pick(volumeLayouts),
          fileSystem: chance.pick(['ntfs', 'csv', 'cluster-fs']),
        },
        ...{ name: `Made${number}`, lunIds: ['step-1', 'step-2'], hostIds },
      }
      return [lunStep, twice, { kind: 'create-volume', ...more }]
    }
    case 2:
      return [lunStep, { kind: 'add-lun', volumeId: volume?.id, lunId: 'step-1' }]
    case 3: {
      const sizeGib = Math.ceil(lun?.sizeGib ?? 1) + chance.integer(0, 20)
      return [{ kind: 'grow-lun', lunId: lun?.id, sizeGib }]
    }
    case 4: {
      const kind = chance.pick(['map-volume', 'unmap-volume'])
      return [{ kind, volumeId: volume?.id, hostIds: host ? [host.id] : [] }]
    }
    case 5:
      return [{ kind: 'delete-volume', volumeId: volume?.id }]
    case 6: {
      const array = chance.any([...world.all('array')])
      const disks = { raid: chance.pick(raids), diskKind: chance.pick(diskKinds) }
      const size = { disks: chance.integer(1, 8), diskGib: 100 }
      const name = `pool-${number}`
      return [{ kind: 'create-pool', arrayId: array?.id, name, ...disks, ...size }]
    }
    default: {
      const any = [
        { kind: 'delete-lun', lunId: lun?.id },
        { kind: 'delete-pool', poolId: pool?.id },
        { kind: 'change-layout', volumeId: volume?.id, layout: chance.pick(volumeLayouts) },
        { kind: 'rename-volume', volumeId: volume?.id, name: `Named${number}` },
      ]
      return [chance.pick(any)]
    }
  }
}

/** All nodes of a cluster, or one host. */
function hostsTogether(world: World, chance: Chance): string[] {
  const host = chance.any([...world.all('host')])
  if (!host) return []
  if (!host.clusterId || chance.percent(20)) return [host.id]
  return [...world.all('host')].filter(one => one.clusterId === host.clusterId).map(one => one.id)
}

function snapshotCommand(world: World, chance: Chance): Given {
  const volume = chance.any([...world.all('volume')])
  const snapshot = chance.any([...world.all('snapshot')])
  const snapshotId = snapshot?.id
  const vm = chance.any([...world.all('vm')].filter(one => one.disks[0]?.volumeId === volume?.id))
  const number = chance.integer(1, 999)
  const wanted = {
    ...{ volumeId: volume?.id, kind: chance.pick(kinds), name: `snap-${number}` },
    ...(chance.percent(30) && vm ? { vmId: vm.id } : {}),
  }
  const dice = chance.integer(0, 7)
  if (!snapshot && dice < 6) return ['snapshot.take', wanted]
  switch (dice) {
    case 0:
    case 1:
      return ['snapshot.take', wanted]
    case 2:
    case 3:
      return ['snapshot.delete', { snapshotIds: snapshotId ? [snapshotId] : [] }]
    case 4:
      return ['snapshot.copy', { snapshotId, shareId: chance.any([...world.all('share')])?.id }]
    case 5: {
      const hostId = chance.any([...world.all('host')])?.id
      const mount = { snapshotId, hostId, share: `mount-${number}` }
      return chance.percent(60) ? ['snapshot.mount', mount] : ['snapshot.unmount', { snapshotId }]
    }
    default: {
      const schedule = chance.any([...world.all('schedule')])
      if (schedule && chance.percent(30)) {
        return ['snapshot.unschedule', { scheduleId: schedule.id }]
      }
      return ['snapshot.schedule', { ...wanted, everyHours: 1, keep: chance.integer(1, 3) }]
    }
  }
}

function limitCommand(world: World, chance: Chance): Given {
  const volumeId = chance.any([...world.all('volume')])?.id
  const vm = chance.any([...world.all('vm')])
  const host = chance.any([...world.all('host')])
  const limit = chance.percent(70) ? { iopsLimit: chance.integer(1, 300) } : {}
  const group = chance.any([...world.all('usergroup')])
  switch (chance.integer(0, 3)) {
    case 0: {
      const volumes = [...world.all('volume')].filter(one => one.parentDisks)
      const volume = chance.any(volumes)
      const parentId = chance.any([...(volume?.parentDisks ?? [])])?.id
      return ['storage.deleteParentDisk', { volumeId: volume?.id, parentId }]
    }
    case 1:
      return ['storage.setVmLimit', { vmIds: vm ? [vm.id] : [], ...limit }]
    case 2:
      return ['storage.setHostLimit', { volumeId, hostId: host?.id, ...limit }]
    default: {
      const userGroupIds = group && chance.percent(30) ? [group.id] : []
      return ['storage.setAccess', { volumeId, userGroupIds }]
    }
  }
}
