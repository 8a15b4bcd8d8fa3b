import type { VolumeId } from '../../shared/domain/index.ts'
import { fabricEpochMs, msPerSecond } from '../../shared/domain/index.ts'
import { reserveSizeOf } from '../cluster/reserve/index.ts'
import { assignedMibOf } from '../memory/index.ts'
import { processorOf } from '../hosts/index.ts'
import { isPassedThrough } from '../storage/index.ts'
import type { DiskRow, TemplateRow, VmRow, World } from '../world/index.ts'
import { runCode } from '../world/index.ts'
import type { PlacementRequest } from './figures.ts'
import type { Whereabouts } from './rules/index.ts'
import { activeRulesOf } from './rules/index.ts'

/** Expected load of a VM that never ran, and the space that it needs at least (facts 1.3). */
export const newVmLoad = { cpuPercent: 20, diskIops: 0, networkMbps: 0 }
const newVmDiskGib = 2

/** What a disk takes of its volume: a dynamic one its present size (facts 1.6), a fixed one all. */
function diskNeedGib(disk: Pick<DiskRow, 'format' | 'sizeGib' | 'usedGib'>): number {
  return disk.format === 'fixed' ? disk.sizeGib : disk.usedGib
}

/** A small VM that nothing else is known of. */
export function blankRequest(disk?: DiskRow): PlacementRequest {
  return {
    cpuCount: 1,
    memoryMib: 512,
    diskGib: disk ? diskNeedGib(disk) : newVmDiskGib,
    highlyAvailable: false,
    networks: [],
    load: newVmLoad,
  }
}

/** What placement asks of the memory of a VM besides its size. */
export function dynamicRequest({
  dynamicMemory,
  operatingSystem,
}: Pick<VmRow, 'dynamicMemory' | 'operatingSystem'>): Pick<PlacementRequest, 'dynamicMemory'> {
  if (!dynamicMemory) return {}
  return { dynamicMemory: { maximumMib: dynamicMemory.maximumMib, operatingSystem } }
}

/** VLANs that adapters name; nothing where none does. */
export function vlansOf(
  adapters: readonly { readonly network: string; readonly vlan?: number }[],
): Pick<PlacementRequest, 'vlans'> {
  const vlans = adapters.flatMap(({ network, vlan }) =>
    vlan === undefined ? [] : [{ network, vlan }],
  )
  return vlans.length > 0 ? { vlans } : {}
}

/** A VM as its template makes it. */
export function requestOfTemplate(world: World, template: TemplateRow): PlacementRequest {
  const { cpuCount, memoryMib, dynamicMemory, highlyAvailable, networks } = template.hardware
  const { operatingSystem } = template.guestOs
  return {
    ...{ cpuCount, memoryMib },
    ...dynamicRequest({ dynamicMemory, operatingSystem }),
    diskGib: diskNeedGib(world.get('disk', template.diskId)),
    highlyAvailable,
    networks: networks.map(one => one.network),
    ...vlansOf(networks),
    load: newVmLoad,
    customProperties: template.customProperties,
  }
}

/** What the guest of a VM relies on in its host. */
function hardwareOf(world: World, vm: VmRow): Partial<PlacementRequest> {
  const { state, processorCompatibility, usesRemoteFx } = vm
  const holdsState = state === 'running' || state === 'paused' || state === 'saved'
  const processor = holdsState ? processorOf(world.get('host', vm.hostId)) : undefined
  return { processor, processorCompatibility, usesRemoteFx }
}

/** LUNs that a VM has to itself. */
function passedTo(world: World, vm: VmRow): VolumeId[] {
  const ids = vm.stored ? [] : vm.disks.map(disk => disk.volumeId)
  return ids.filter(id => isPassedThrough(world.find('volume', id)))
}

/**
 * A VM that exists, with the load measured since its averages began again (facts 1.3).
 * @param where where other VMs of its rules count: where they are, unless a plan says otherwise
 */
export function requestOfVm(world: World, vm: VmRow, where?: Whereabouts): PlacementRequest {
  return {
    name: vm.name,
    cpuCount: vm.cpuCount,
    memoryMib: assignedMibOf(world, vm),
    reserveMib: reserveSizeOf(world, vm),
    ...dynamicRequest(vm),
    diskGib: (vm.stored ?? vm).disks.reduce((sum, disk) => sum + diskNeedGib(disk), 0),
    highlyAvailable: vm.highlyAvailable,
    possibleOwnerIds: vm.possibleOwnerIds,
    preferredOwnerIds: vm.preferredOwnerIds,
    rules: activeRulesOf(world, vm, where),
    customProperties: vm.customProperties,
    ...{ dvd: vm.dvd || undefined, onHostId: vm.stored ? undefined : vm.hostId },
    passedVolumeIds: passedTo(world, vm),
    ...hardwareOf(world, vm),
    clusterId: vm.stored ? undefined : world.get('host', vm.hostId).clusterId,
    networks: vm.networkAdapters.map(adapter => adapter.network),
    ...vlansOf(vm.networkAdapters),
    load: measuredLoad(world, vm) ?? newVmLoad,
  }
}

/**
 * The mean load of a VM that is not off. Disk and network follow the processor in a straight line,
 * so their means do too.
 */
function measuredLoad(world: World, vm: VmRow): PlacementRequest['load'] | undefined {
  const { run, sumPercent, resetS, iopsBase, iopsSpan, networkSpan } = world.vms.data
  const { slot } = vm
  if (run[slot] === runCode.off) return undefined
  const seconds = Math.floor((world.nowMs - fabricEpochMs) / msPerSecond) - resetS[slot]!
  if (seconds <= 0) return undefined
  const cpuPercent = sumPercent[slot]! / seconds
  return {
    cpuPercent,
    diskIops: iopsBase[slot]! + (iopsSpan[slot]! * cpuPercent) / 100,
    networkMbps: (networkSpan[slot]! * cpuPercent) / 100,
  }
}
