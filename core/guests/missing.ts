import type { HostId } from '../../shared/domain/index.ts'
import { idsInOrder } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import { accessOf, constraintsOf } from '../storage/index.ts'
import type { Change, VmRow, World } from '../world/index.ts'
import { isStruck, put } from '../world/index.ts'

/** States of a VM that is off, whose files nobody holds open. */
const off = ['stopped', 'saved'] as const
type Off = (typeof off)[number]

/** Why the files of a VM are not to be found by its host; undefined where they are. */
export function missingRefusal(world: World, vm: VmRow): Refusal | undefined {
  const host = world.get('host', vm.hostId)
  for (const { volumeId } of vm.disks) {
    const volume = world.find('volume', volumeId)
    if (!volume) continue
    // A disk of another node is not lost: it comes with its owner.
    if (volume.kind === 'cluster-disk' && volume.ownerHostId !== host.id) continue
    const { route, because = 'nothing answers' } = accessOf(world, host, volume)
    if (route !== 'none') continue
    return refuse('repair.still-missing', { name: vm.name, volume: volume.name, because })
  }
  return undefined
}

/** The VM as it was before its files were lost. */
export function foundAgain(vm: VmRow): Change {
  const state: Off = vm.savedImageMib === undefined ? 'stopped' : 'saved'
  return put('vm', { ...vm, state, failure: undefined })
}

/** Whether a VM is off and free, so that the next look at its host would miss it. */
function mayBeMissed(vm: VmRow): boolean {
  return vm.jobId === undefined && !vm.recycled && off.some(state => state === vm.state)
}

/**
 * The look at all hosts that the console takes every minute (ours; the product's own takes half an
 * hour): VMs that are off and whose files their host no longer reaches are missing, and those that
 * are found again are what they were. Only hosts that lost a volume are looked at, and none whose
 * inventory a fault keeps stale.
 */
export function lookForVms(world: World): void {
  const isSeen = (hostId: HostId) => !isStruck(world, 'stale-inventory', hostId)
  const lost = constraintsOf(world).flatMap(one => (one.route === 'none' ? one.hostId : []))
  const hostIds = new Set(lost.filter(isSeen))
  const away = [...hostIds].flatMap(id => [...world.index.vmsByHost.of(id)])
  for (const id of idsInOrder(new Set(away))) {
    const vm = world.get('vm', id)
    const refusal = mayBeMissed(vm) ? missingRefusal(world, vm) : undefined
    if (!refusal) continue
    // What stalled it is told by what it misses from now on.
    const missing = { state: 'missing', isStalled: undefined } as const
    world.apply(put('vm', { ...vm, ...missing, failure: viewOfRefusal(refusal) }))
  }
  for (const id of idsInOrder(world.index.missingVms)) {
    const vm = world.get('vm', id)
    if (!vm.jobId && isSeen(vm.hostId) && !missingRefusal(world, vm)) world.apply(foundAgain(vm))
  }
}
