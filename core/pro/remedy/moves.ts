import type { HostId } from '../../../shared/domain/index.ts'
import { numberOfId } from '../../../shared/domain/index.ts'
import { fabricOptions, figuresOf, rateHosts, requestOfVm } from '../../placement/index.ts'
import { migrationRefusal } from '../../processes/migration/index.ts'
import { storageRefusal } from '../../processes/storage-migration/index.ts'
import { poolsOf, volumeFreeGib } from '../../storage/index.ts'
import type { HostRow, VmRow, VolumeRow, World } from '../../world/index.ts'
import { runCode } from '../../world/index.ts'

/** VMs that are tried, busiest first, until one has somewhere to go. */
const triesMost = 8

/** The host that placement rates best of those that a VM can go to live; undefined without one. */
export function bestHostFor(world: World, vm: VmRow): HostRow | undefined {
  const source = world.get('host', vm.hostId)
  if (source.clusterId === undefined || vm.jobId) return undefined
  const others = [...world.index.hostsByCluster.of(source.clusterId)]
    .map(id => world.get('host', id))
    .filter(host => host.id !== source.id && !migrationRefusal(world, vm, host, 'live'))
    .sort((a, b) => numberOfId(a.id) - numberOfId(b.id))
  if (others.length === 0) return undefined
  const ids = others.map(host => host.id)
  const { weights } = fabricOptions(world)
  const { ratings } = rateHosts(requestOfVm(world, vm), figuresOf(world, ids, vm), {
    ...{ goal: 'load-balancing' as const, weights, limit: ids.length, explain: 0 },
  })
  const best = ratings.find(rating => rating.stars > 0)
  return best && world.get('host', best.hostId)
}

/** What a VM uses of its host's processors now. */
function useOf(world: World, { slot, cpuCount }: VmRow): number {
  const { run, grantedPercent } = world.vms.data
  return run[slot] === runCode.running ? grantedPercent[slot]! * cpuCount : 0
}

/**
 * The running VM with the highest use on a host that can go elsewhere, and where to (facts 2.1).
 */
export function busiestMove(
  world: World,
  hostId: HostId,
): { readonly vm: VmRow; readonly host: HostRow } | undefined {
  const vms = [...world.index.vmsByHost.of(hostId)]
    .map(id => world.get('vm', id))
    .filter(vm => vm.state === 'running' && !vm.jobId)
    .sort((a, b) => useOf(world, b) - useOf(world, a) || numberOfId(a.id) - numberOfId(b.id))
  for (const vm of vms.slice(0, triesMost)) {
    const host = bestHostFor(world, vm)
    if (host) return { vm, host }
  }
  return undefined
}

/** The volume with the most room that the files of a VM can move to, on faster disks first. */
export function otherVolumeFor(world: World, vm: VmRow): VolumeRow | undefined {
  const isSlow = (volume: VolumeRow) =>
    Number(poolsOf(world, volume).some(pool => pool.diskKind === 'sata-7k'))
  return world
    .get('host', vm.hostId)
    .volumeIds.map(id => world.get('volume', id))
    .filter(volume => !storageRefusal(world, vm, volume.id))
    .sort(
      (a, b) =>
        isSlow(a) - isSlow(b) ||
        volumeFreeGib(world, b.id) - volumeFreeGib(world, a.id) ||
        numberOfId(a.id) - numberOfId(b.id),
    )[0]
}
