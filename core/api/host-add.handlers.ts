import { mibPerGib, numberOfId } from '../../shared/domain/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { FabricBuilder } from '../inventory/builder.ts'
import { recordJob } from '../jobs/record.ts'
import { adaptersOf, addressIn } from '../networks/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { put, remove as gone } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'

/** Memory that the parent partition of a new host keeps (facts 7.3). */
const parentMib = 512

/** A host of a described hardware comes into a group, with disks of its own. */
function add(context: HandlerContext, input: InputOf<'host', 'add'>) {
  const { world, access, caller, workload } = context
  const group = world.find('hostgroup', input.hostGroupId)
  if (!group || !access.scope(caller, 'host.add').hostGroup(group)) {
    return refuse('not-found', { kind: 'host group', id: input.hostGroupId })
  }
  const lower = input.name.toLowerCase()
  for (const host of world.all('host')) {
    if (host.name.toLowerCase() === lower) {
      return refuse('name.taken', { kind: 'host', name: input.name })
    }
  }
  return (): Applied => {
    const builder = new FabricBuilder(world, workload)
    const { localDiskGib, hypervisor, networks, ...spec } = input
    const arrayId = builder.array({
      ...{ name: `${input.name} disks`, model: 'Local disks', linkKind: 'sas', linkGbps: 6 },
      ...{ ports: ['0'], activePorts: 1, readHitRate: 0, coalescedShare: 0 },
    })
    const poolId = builder.pool({
      ...{ arrayId, name: 'Local disks', raid: 'raid-1', diskKind: 'sas-10k', disks: 2 },
      diskGib: localDiskGib,
    })
    const volumeId = builder.volume({
      ...{ name: 'D:', kind: 'local', fileSystem: 'ntfs', poolId },
      capacityGib: localDiskGib,
    })
    const hostId = builder.host({
      ...spec,
      networks: [...new Set(networks)].map((name, at) => ({ name, vlan: at + 1 })),
      ...{ parentMib, volumeIds: [volumeId] },
    })
    plugIn(world, world.get('host', hostId))
    if (hypervisor !== 'hyper-v') {
      world.apply(put('host', { ...world.get('host', hostId), hypervisor }))
    }
    const memoryGib = Math.round(input.memoryMib / mibPerGib)
    const after = `${input.logicalProcessors} logical processors, ${memoryGib} GB`
    const jobId = recordJob(world, {
      ...{ name: 'job.host.add', targetId: hostId, targetName: input.name, caller },
      cmdlet: 'Add-SCVMHost',
      changes: [{ object: input.name, property: 'Host', before: '', after }],
    })
    return {
      ...{ jobId, id: hostId, accepted: 1 },
      undo: { operation: 'host.remove', input: { hostId, withVms: false } },
    }
  }
}

/** A new host is plugged into the subnets of its neighbours in the group. */
function plugIn(world: World, host: HostRow): void {
  const neighbour = [...world.all('host')].find(
    one => one.hostGroupId === host.hostGroupId && one.id !== host.id,
  )
  if (!neighbour) return
  const there = adaptersOf(world, neighbour)
  const adapters = adaptersOf(world, host).map((adapter, at) => {
    const { subnet, hasGateway } = there[at % there.length] ?? adapter
    const address = addressIn(subnet, (numberOfId(host.id) % 240) + 10)
    return { ...adapter, subnet, hasGateway, address }
  })
  world.apply(put('host', { ...host, adapters }))
}

function vmsOf(world: World, host: HostRow): VmRow[] {
  return [...world.index.vmsByHost.of(host.id)].map(id => world.get('vm', id))
}

/** The host goes, with its own disks; its VMs too, where that was asked for. */
function remove(context: HandlerContext, { hostId, withVms }: InputOf<'host', 'remove'>) {
  const { world, caller } = context
  const host = world.get('host', hostId)
  const vms = vmsOf(world, host)
  const cluster = world.find('cluster', host.clusterId)
  const available = vms.filter(vm => vm.highlyAvailable).length
  if (cluster && available > 0) {
    return refuse('host.is-node', { host: host.name, cluster: cluster.name, vms: available })
  }
  if (vms.length > 0 && !withVms) {
    const running = vms.filter(vm => vm.state === 'running').length
    return refuse('host.has-vms', { host: host.name, vms: vms.length, running })
  }
  const busy = vms.find(vm => vm.jobId !== undefined)
  const openJob = [...world.index.jobsByTarget.of(hostId)].find(id => world.index.openJobs.has(id))
  const jobId = busy?.jobId ?? openJob ?? [...world.index.arrivals.of(hostId)][0]
  if (jobId) {
    return refuse('vm.busy', { name: busy?.name ?? host.name, job: world.get('job', jobId).name })
  }
  return (): Applied => {
    for (const vm of vms) world.apply(gone('vm', vm.id))
    for (const id of host.volumeIds) dropVolume(world, host, id)
    world.apply(gone('host', hostId))
    const after = vms.length > 0 ? `removed; ${vms.length} VMs run on unmanaged` : 'removed'
    return {
      jobId: recordJob(world, {
        ...{ name: 'job.host.remove', targetName: host.name, caller },
        cmdlet: 'Remove-SCVMHost',
        changes: [{ object: host.name, property: 'Host', before: 'managed', after }],
      }),
      accepted: 1,
    }
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

/** Hosts that come and go. */
export const hostAddHandlers = { add, remove }
