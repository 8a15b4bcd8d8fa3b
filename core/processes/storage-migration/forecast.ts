import type { VolumeId } from '../../../shared/domain/index.ts'
import { mibPerGib, secondsText } from '../../../shared/domain/index.ts'
import { writeMibPerS } from '../../guests/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import type { VmRow, World } from '../../world/index.ts'
import { serviceWorkMs } from '../guests.ts'
import { spaceOf } from '../space.ts'
import type { WorkForecast } from '../work.ts'
import { gibText, latencyDuring, volumeRate } from '../work.ts'
import { methodOf } from './checks.ts'

/** Files of the VM that are not on the target yet, in GiB. */
export function toCopyGib(vm: VmRow, volumeId: VolumeId): number {
  let sum = 0
  for (const [id, gib] of spaceOf(vm)) if (id !== volumeId) sum += gib
  return sum
}

/** The slower of the two volumes, in MiB a second. */
export function copyRate(world: World, vm: VmRow, volumeId: VolumeId): number {
  return Math.min(volumeRate(world, vm.disks[0]?.volumeId), volumeRate(world, volumeId))
}

/** What the end of a quick storage migration moves while the guest is saved, in MiB. */
export function switchMib(world: World, vm: VmRow, copyS: number): number {
  return 2 * assignedMibOf(world, vm) + writeMibPerS(world, vm) * copyS
}

/** What moving a VM's files to a volume would take at this moment (facts 12.2, 12.3). */
export function forecastStorage(world: World, vm: VmRow, volumeId: VolumeId): WorkForecast {
  const gib = toCopyGib(vm, volumeId)
  const rate = copyRate(world, vm, volumeId)
  const copyS = (gib * mibPerGib) / rate
  const method = methodOf(world, vm)
  const writtenMib = writeMibPerS(world, vm) * copyS
  const outageMib = method === 'quick' ? switchMib(world, vm, copyS) : 0
  const liveMib = method === 'live' ? writtenMib : 0
  const downtimeS = method === 'quick' ? outageMib / volumeRate(world, volumeId) : 0
  const copied = `${gibText(gib)} go over at ${Math.round(rate)} MB/s, the slower of the two volumes: ${secondsText(copyS)}.`
  const end = {
    offline: 'The guest is off: its files are copied and nothing else.',
    quick: `What the guest writes meanwhile (${Math.ceil(writtenMib)} MB) and twice its memory of ${assignedMibOf(world, vm)} MB follow while it is saved: down for ${secondsText(downtimeS)}. Hosts of 2008 R2 move storage this way; their makers speak of less than two minutes.`,
    live: `What the guest writes meanwhile (${Math.ceil(writtenMib)} MB) goes to both volumes, and it never stops.`,
  }[method]
  return {
    durationS: (serviceWorkMs * 2) / 1000 + copyS + liveMib / rate + downtimeS,
    ...{ downtimeS, movedGib: gib + (outageMib + liveMib) / mibPerGib, spaceGib: 0 },
    latency: gib > 0 ? latencyDuring(world, [vm.disks[0]?.volumeId, volumeId], rate) : [],
    explanation: [copied, end],
  }
}
