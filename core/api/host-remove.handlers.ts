import { byId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { groupsThatMove, leaveCluster, leaveRefusals, openJobOn } from '../cluster/index.ts'
import { recordJob } from '../jobs/record.ts'
import { hostAddName } from '../processes/host/index.ts'
import { releaseSpace } from '../processes/space.ts'
import { isPassedThrough } from '../storage/index.ts'
import type { HostRow, JobRow, VmRow, World } from '../world/index.ts'
import { put, remove as gone } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'

function vmsOf(world: World, host: HostRow): VmRow[] {
  return [...world.index.vmsByHost.of(host.id)].map(id => world.get('vm', id))
}

/** The VMs that are on the host still when it has left its cluster. */
function staying(world: World, host: HostRow): VmRow[] {
  const moved = new Set(groupsThatMove(world, host).map(vm => vm.id))
  return vmsOf(world, host).filter(vm => !moved.has(vm.id))
}

/** The job that adds a host and has not ended: removing the host cancels it. */
function addingJob(world: World, host: HostRow): JobRow | undefined {
  const open = openJobOn(world, host.id)
  const job = world.find('job', open?.jobId)
  return job?.process === hostAddName ? job : undefined
}

/** Everything that stands against the removal of a host, the gravest first. */
function removeRefusals(world: World, host: HostRow, withVms: boolean): Refusal[] {
  const vms = staying(world, host)
  const running = vms.filter(vm => vm.state === 'running').length
  const inCluster = host.clusterId ? leaveRefusals(world, host) : []
  const open = openJobOn(world, host.id)
  const isHeld = open && !host.clusterId && !addingJob(world, host)
  return [
    ...inCluster,
    ...(vms.length > 0 && !withVms && !inCluster.some(one => one.code === 'host.is-node')
      ? [refuse('host.has-vms', { host: host.name, vms: vms.length, running })]
      : []),
    ...(isHeld
      ? [refuse('vm.busy', { name: open.name, job: world.get('job', open.jobId).name })]
      : []),
  ]
}

/** What would go with a host, in sentences. */
function consequencesOf(world: World, host: HostRow): string[] {
  const volumes = host.volumeIds.map(id => world.get('volume', id))
  const own = volumes.filter(one => isOwn(one) && !isPassedThrough(one))
  const vms = staying(world, host).length
  const cluster = world.find('cluster', host.clusterId)?.name
  const names = own.map(volume => volume.name).join(', ')
  return [
    ...(cluster ? [`${host.name} leaves ${cluster} first.`] : []),
    ...(own.length > 0 ? [`Its own disks go with it: ${names}.`] : []),
    ...(vms > 0
      ? [`VMs that run on unmanaged, where the console no longer shows them: ${vms}.`]
      : []),
    'The host itself runs on; only its agent is removed. This cannot be taken back.',
  ]
}

function isOwn({ kind }: { readonly kind: string }): boolean {
  return kind === 'local'
}

function removePlan({ world }: HandlerContext, { hostId, withVms }: InputOf<'host', 'removePlan'>) {
  const host = world.get('host', hostId)
  return {
    blockers: removeRefusals(world, host, withVms).map(one => `${one.text} ${one.next}`),
    consequences: consequencesOf(world, host),
  }
}

/** The host goes, with its own disks; its VMs too, where that was asked for. */
function remove(context: HandlerContext, { hostId, withVms }: InputOf<'host', 'remove'>) {
  const { world, caller, simulation } = context
  const before = world.get('host', hostId)
  const [refusal] = removeRefusals(world, before, withVms)
  if (refusal) return refusal
  const adding = addingJob(world, before)
  return (): Applied => {
    if (adding) simulation.jobs.cancel(adding.id)
    const moved = leaveCluster(world, before)
    const vms = vmsOf(world, before)
    for (const vm of vms) {
      // What is no longer managed is no longer counted on volumes that others share.
      world.applyAll(releaseSpace(world, vm))
      world.apply(gone('vm', vm.id))
    }
    const host = world.get('host', hostId)
    rehome(world, host)
    for (const id of host.volumeIds) dropVolume(world, host, id)
    dropArrays(world, host)
    world.apply(gone('host', hostId))
    const after = vms.length > 0 ? `removed; ${vms.length} VMs run on unmanaged` : 'removed'
    return {
      jobId: recordJob(world, {
        ...{ name: 'job.host.remove', targetName: host.name, caller },
        cmdlet: 'Remove-SCVMHost',
        changes: [{ object: host.name, property: 'Host', before: 'managed', after }, ...moved],
      }),
      accepted: 1,
    }
  }
}

/** VMs in the library that came from the host belong to another one of its group, or of any. */
function rehome(world: World, host: HostRow): void {
  const others = [...world.all('host')].filter(one => one.id !== host.id).sort(byId)
  const home = others.find(one => one.hostGroupId === host.hostGroupId) ?? others[0]
  for (const vm of [...world.all('vm')]) {
    if (vm.hostId !== host.id || !vm.stored) continue
    world.apply(home ? put('vm', { ...vm, hostId: home.id }) : gone('vm', vm.id))
  }
}

/**
 * A volume of the host alone goes with its LUNs, pool and array; a shared one finds another owner.
 */
function dropVolume(world: World, host: HostRow, volumeId: HostRow['volumeIds'][number]): void {
  const volume = world.get('volume', volumeId)
  const others = [...world.all('host')].filter(
    one => one.id !== host.id && one.volumeIds.includes(volumeId),
  )
  if (others.length > 0 || volume.kind !== 'local') {
    if (volume.ownerHostId !== host.id) return
    return world.apply(put('volume', { ...volume, ownerHostId: others[0]?.id }))
  }
  world.apply(gone('volume', volumeId))
  for (const lunId of volume.lunIds) {
    const { poolId } = world.get('lun', lunId)
    world.apply(gone('lun', lunId))
    if ([...world.all('lun')].some(lun => lun.poolId === poolId)) continue
    const { arrayId } = world.get('pool', poolId)
    world.apply(gone('pool', poolId))
    const isUsed = [...world.all('pool')].some(pool => pool.arrayId === arrayId)
    if (!isUsed) world.apply(gone('array', arrayId))
  }
}

/** Disks in the host that no volume lies on go too; others stay for the hosts that use them. */
function dropArrays(world: World, host: HostRow): void {
  const used = new Set([...world.all('volume')].flatMap(volume => volume.lunIds))
  for (const array of [...world.all('array')].filter(one => one.hostId === host.id)) {
    const luns = [...world.all('lun')].filter(
      lun => world.get('pool', lun.poolId).arrayId === array.id,
    )
    if (luns.some(lun => used.has(lun.id))) {
      world.apply(put('array', { ...array, hostId: undefined }))
      continue
    }
    for (const pool of [...world.all('pool')].filter(one => one.arrayId === array.id)) {
      for (const lun of [...world.all('lun')].filter(one => one.poolId === pool.id)) {
        world.apply(gone('lun', lun.id))
      }
      world.apply(gone('pool', pool.id))
    }
    world.apply(gone('array', array.id))
  }
}

/** Hosts that go. */
export const hostRemoveHandlers = { remove, removePlan }
