import { mibPerGib, secondsText } from '../../../shared/domain/index.ts'
import { checkpointDepth, checkpointOf, mergeDeleted, withDescendants } from '../../guests/index.ts'
import type { VmRow, World } from '../../world/index.ts'
import { serviceWorkMs } from '../guests.ts'
import { roomOf } from '../space.ts'
import type { WorkForecast } from '../work.ts'
import { gibText, latencyDuring, streamS, volumeRate } from '../work.ts'
import { imageMibOf, mayMerge } from './checks.ts'
import type { CheckpointParameters } from './types.ts'

const workS = serviceWorkMs / 1000

/** What a checkpoint action would take at this moment, from the volume's rate. */
export function forecastCheckpoint(
  world: World,
  vm: VmRow,
  parameters: CheckpointParameters,
): WorkForecast {
  switch (parameters.action) {
    case 'create':
      return forecastCreate(world, vm)
    case 'restore':
      return forecastRestore(world, vm, parameters.checkpointId)
    default:
      return forecastMerge(world, withoutCheckpoint(vm, parameters), vm)
  }
}

function rateText(world: World, vm: VmRow): string {
  return `${Math.round(volumeRate(world, vm.disks[0]?.volumeId))} MB/s, the sequential rate of its volume`
}

function latencyOf(world: World, vm: VmRow, movedGib: number) {
  const volumeId = vm.disks[0]?.volumeId
  return movedGib > 0 ? latencyDuring(world, [volumeId], volumeRate(world, volumeId)) : []
}

function forecastCreate(world: World, vm: VmRow): WorkForecast {
  const imageGib = imageMibOf(world, vm) / mibPerGib
  // A saved state is read and written; the memory of a guest is only written.
  const movedGib = vm.state === 'saved' ? 2 * imageGib : imageGib
  const image =
    imageGib > 0
      ? `${Math.round(imageGib * mibPerGib)} MB of memory go to disk at ${rateText(world, vm)}; the guest goes on meanwhile.`
      : 'The VM is off: there is no memory to keep.'
  const depth = checkpointDepth(vm) + 1
  return {
    durationS: workS + streamS(world, vm.disks[0]?.volumeId, movedGib),
    ...{ downtimeS: 0, movedGib, spaceGib: imageGib },
    latency: latencyOf(world, vm, movedGib),
    explanation: [
      image,
      `From then on the guest writes to differencing disks: a read may look through ${depth + 1} files of a disk, and what it writes takes room beside them.`,
    ],
  }
}

function forecastRestore(world: World, vm: VmRow, checkpointId: number | undefined): WorkForecast {
  const one = checkpointOf(vm, checkpointId)
  const imageGib = (one?.imageMib ?? 0) / mibPerGib
  const on = vm.state === 'running' || vm.state === 'paused'
  // The image is copied, and a guest that ran reads the copy.
  const movedGib = imageGib * (on ? 3 : 2)
  const durationS = workS * (on ? 2 : 1) + streamS(world, vm.disks[0]?.volumeId, movedGib)
  const lostGib = (vm.writtenGib ?? []).reduce((sum, gib) => sum + gib, 0)
  const savedGib = (vm.savedImageMib ?? 0) / mibPerGib
  const leftGib = on ? 0 : imageGib
  return {
    ...{ durationS, downtimeS: on ? durationS : 0, movedGib },
    spaceGib: leftGib - savedGib - lostGib,
    latency: latencyOf(world, vm, movedGib),
    explanation: [
      `What was written since the checkpoint that the VM goes on from is lost: ${gibText(lostGib)}. All checkpoints stay, later ones too.`,
      imageGib > 0
        ? `${Math.round(imageGib * mibPerGib)} MB of memory come back at ${rateText(world, vm)}.`
        : 'The checkpoint keeps no memory: the VM is stopped afterwards.',
    ],
  }
}

/** The VM once the checkpoint, and with it those made after it, are marked as deleted. */
export function withoutCheckpoint(
  vm: VmRow,
  { checkpointId, withDescendants: all }: CheckpointParameters,
): VmRow {
  if (checkpointId === undefined) return vm
  const gone = all ? withDescendants(vm, checkpointId) : new Set([checkpointId])
  const checkpoints = (vm.checkpoints ?? []).map(one =>
    gone.has(one.id) ? { ...one, imageMib: 0, isDeleted: true as const } : one,
  )
  return { ...vm, checkpoints }
}

function forecastMerge(world: World, vm: VmRow, before: VmRow): WorkForecast {
  const may = mayMerge(world, vm)
  const merged = mergeDeleted(vm)
  const movedGib = may ? 2 * merged.copiedGib : 0
  const after = may ? { ...vm, ...merged.vm } : vm
  const text = !may
    ? `Hosts of 2008 R2 merge disks only while the VM is off: ${gibText(merged.copiedGib)} wait until then, and their room with them.`
    : `${gibText(merged.copiedGib)} of later writes go into the files below at ${rateText(world, vm)}, read and written: ${secondsText(streamS(world, vm.disks[0]?.volumeId, movedGib))}.`
  return {
    durationS: workS + streamS(world, vm.disks[0]?.volumeId, movedGib),
    ...{ downtimeS: 0, movedGib, spaceGib: roomOf(after) - roomOf(before) },
    latency: latencyOf(world, vm, movedGib),
    explanation: [
      merged.copiedGib > 0 || !may ? text : 'Nothing has to be merged: its files only go.',
      'Blocks that both files hold are counted as lying at random, which is our assumption.',
    ],
  }
}
