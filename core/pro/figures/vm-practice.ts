import { netBiosName } from '../../../shared/domain/index.ts'
import { emptiedGib } from '../../processes/disk/index.ts'
import { virtualNetworksOf } from '../../networks/index.ts'
import { guestFactsOf, offers } from '../../guests/index.ts'
import { arrayUnder, poolsOf } from '../../storage/index.ts'
import type { VmRow, World } from '../../world/index.ts'

/** Whether a VM carries one of these tags, in any case. */
function hasTag({ tags }: VmRow, ...sought: string[]): boolean {
  return tags.some(tag => sought.includes(tag.toLowerCase()))
}

/** 1 for a VM that its tags say to be for tests, a lab or development (the words are ours). */
export function isTest(vm: VmRow): number {
  return hasTag(vm, 'test', 'lab', 'development') ? 1 : 0
}

/** Adapters of a VM that the host has to play the part of. */
export function emulatedAdapters({ networkAdapters }: VmRow): number {
  return networkAdapters.filter(one => one.kind === 'emulated').length
}

/** Disks that grow or stand on a parent. */
export function growingDisks({ disks }: VmRow): number {
  return disks.filter(one => one.format === 'dynamic' || one.format === 'differencing').length
}

export function passedThroughDisks({ disks }: VmRow): number {
  return disks.filter(one => one.format === 'pass-through').length
}

/** Size of the first disk, GiB; 0 without one. */
export function systemDiskGib({ disks }: VmRow): number {
  return disks[0]?.sizeGib ?? 0
}

/** Sizes that seed 003 names for the disk of a guest's system, GiB; 0 where it names none. */
export function advisedDiskGib({ operatingSystem }: VmRow): number {
  if (operatingSystem.startsWith('Windows Server 2003')) return 20
  return operatingSystem.startsWith('Windows Server 2008') ? 30 : 0
}

/** 1 for a server's system, 0 for a desktop's. */
export function isServer({ operatingSystem }: VmRow): number {
  return /server|centos|red hat|suse|debian/i.test(operatingSystem) ? 1 : 0
}

/** 1 where the guest is part of a cluster of guests. */
export function isGuestClustered(world: World, vm: VmRow): number {
  return guestFactsOf(world, vm).clusterRole ? 1 : 0
}

/** 1 where the host of a VM is a node. */
export function isOnNode(world: World, { hostId }: VmRow): number {
  return world.get('host', hostId).clusterId === undefined ? 0 : 1
}

/** 1 where the host's cluster starts the VM elsewhere when its node fails. */
export function hasHostCluster(world: World, vm: VmRow): number {
  const isNode = world.get('host', vm.hostId).clusterId !== undefined
  return vm.highlyAvailable && isNode && vm.priority !== 'no-auto-start' ? 1 : 0
}

/** Adapters of a VM on virtual networks that their host leaves to VMs alone. */
export function dedicatedAdapters(world: World, vm: VmRow): number {
  const host = world.get('host', vm.hostId)
  const dedicated = new Set(
    virtualNetworksOf(world, host)
      .filter(one => one.kind === 'dedicated')
      .map(one => one.name),
  )
  return vm.networkAdapters.filter(one => dedicated.has(one.network)).length
}

/** Adapters of a VM that reach the physical network. */
export function outsideAdapters(world: World, vm: VmRow): number {
  const host = world.get('host', vm.hostId)
  const outside = new Set(
    virtualNetworksOf(world, host)
      .filter(one => one.kind === 'external' || one.kind === 'dedicated')
      .map(one => one.name),
  )
  return vm.networkAdapters.filter(one => outside.has(one.network)).length
}

/** 1 where the guest has dynamic disks of its own: the backup of the host cannot take it. */
export function hasDynamicGuestDisks(world: World, vm: VmRow): number {
  return guestFactsOf(world, vm).diskKind === 'dynamic' ? 1 : 0
}

/** Systems whose guests know no volume shadow copies of the host (seed 003). */
const withoutShadowCopies = ['Windows 2000', 'Windows XP']

/** 1 where the backup of the host finds nobody in the guest that brings it to rest. */
export function lacksBackup(vm: VmRow): number {
  const isOld = withoutShadowCopies.some(name => vm.operatingSystem.startsWith(name))
  return isOld || !vm.guestServices || !offers(vm, 'backup') ? 1 : 0
}

/** 1 where integration components are not in the guest. */
export function lacksComponents({ guestServices }: VmRow): number {
  return guestServices ? 0 : 1
}

/** 1 where components in the guest are older than those of its host. */
export function hasOldComponents(world: World, vm: VmRow): number {
  const { integrationVersion } = guestFactsOf(world, vm)
  const current = guestFactsOf(world, { ...vm, guest: undefined }).integrationVersion
  return integrationVersion !== undefined && integrationVersion !== current ? 1 : 0
}

/** 1 where the name in the guest is neither the VM's nor what NetBIOS leaves of it. */
export function hasOtherName({ name, computerName }: VmRow): number {
  const known = [name, netBiosName(name)].map(one => one.toLowerCase())
  return known.includes(computerName.toLowerCase()) ? 0 : 1
}

/** 1 where nobody said what becomes of the VM when its host starts: it stays off. */
export function staysOff({ startAction }: VmRow): number {
  return startAction === 'never' ? 1 : 0
}

/** 1 where all its disks are on volumes of its host alone. */
export function isOnLocalDisks(world: World, { disks }: VmRow): number {
  return disks.some(one => world.find('volume', one.volumeId)?.kind === 'local') ? 1 : 0
}

/** 1 where its first disk lies on slow disks: 7,200 turns a minute. */
export function isOnSlowDisks(world: World, { disks }: VmRow): number {
  const volume = world.find('volume', disks[0]?.volumeId)
  if (!volume || !arrayUnder(world, volume)) return 0
  return poolsOf(world, volume).some(pool => pool.diskKind === 'sata-7k') ? 1 : 0
}

/** 1 for the load of a database. */
export function isDatabase({ workload }: VmRow): number {
  return workload === 'database' ? 1 : 0
}

/** Room that compacting the disks of a VM would give back, GiB. */
export function compactableGib({ disks }: VmRow): number {
  const growing = disks.filter(one => one.format === 'dynamic')
  return growing.reduce((sum, one) => sum + emptiedGib(one), 0)
}
