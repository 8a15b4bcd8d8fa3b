import type { StorageTargetView } from '../../shared/contract/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import {
  forecastStorage,
  methodOf,
  storageMigrationName,
  storageMovableRefusal,
  storageRefusal,
} from '../processes/storage-migration/index.ts'
import { isPassedThrough } from '../storage/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { vmRefusal } from './targets.ts'
import { forecastView } from './work-view.ts'

/** The volumes of the VM's host: those that can take its files first, the most free space first. */
function storageTargets(
  context: HandlerContext,
  { vmId }: InputOf<'vm', 'storageTargets'>,
): OutputOf<'vm', 'storageTargets'> | Refusal {
  const { world } = context
  const refusal = vmRefusal(context, 'vm.migrate', vmId, vm =>
    vm.jobId ? undefined : storageMovableRefusal(vm),
  )
  if (refusal) return refusal
  const vm = world.get('vm', vmId)
  const volumeIds = world
    .get('host', vm.hostId)
    .volumeIds.filter(id => !isPassedThrough(world.get('volume', id)))
  const targets = volumeIds.map((volumeId): StorageTargetView => {
    const { name, capacityGib, usedGib } = world.get('volume', volumeId)
    const view = { volumeId, name, freeGib: capacityGib - usedGib }
    const blocked = storageRefusal(world, vm, volumeId)
    if (blocked) return { ...view, blockedBecause: viewOfRefusal(blocked) }
    const forecast = forecastStorage(world, vm, volumeId)
    return { ...view, forecast: forecastView(context, vm, forecast) }
  })
  targets.sort((a, b) => Number(!a.forecast) - Number(!b.forecast) || b.freeGib - a.freeGib)
  return { method: methodOf(world, vm), targets }
}

function migrateStorage(
  context: HandlerContext,
  { vmId, volumeId }: InputOf<'vm', 'migrateStorage'>,
): Refusal | (() => Applied) {
  const { world, access, caller } = context
  if (!access.scope(caller, 'vm.migrate').covers(volumeId)) {
    return refuse('not-found', { kind: 'volume', id: volumeId })
  }
  const refusal = vmRefusal(context, 'vm.migrate', vmId, vm =>
    vm.jobId ? undefined : storageRefusal(world, vm, volumeId),
  )
  if (refusal) return refusal
  const vm = world.get('vm', vmId)
  const request = {
    ...{ name: 'job.vm.migrateStorage', process: storageMigrationName, parameters: { volumeId } },
    ...{ targetId: vm.id, targetName: vm.name },
    ...{ userId: caller.userId, ownerName: caller.name },
  }
  const before = new Set(vm.disks.map(disk => disk.volumeId))
  const back = before.size === 1 && !vm.jobId ? vm.disks[0]!.volumeId : undefined
  return () => ({
    jobId: context.simulation.jobs.submit(request),
    ...(back ? { undo: { operation: 'vm.migrateStorage', input: { vmId, volumeId: back } } } : {}),
  })
}

/** Moving the files of VMs. */
export const vmStorageHandlers = { storageTargets, migrateStorage }
