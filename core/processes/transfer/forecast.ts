import { mibPerGib, secondsText } from '../../../shared/domain/index.ts'
import type { HostRow, ShareRow, VmRow, VolumeRow, World } from '../../world/index.ts'
import { serviceWorkMs } from '../guests.ts'
import { clusterWorkMs } from '../migration/rates.ts'
import type { WorkForecast } from '../work.ts'
import { gibText, latencyDuring, streamS } from '../work.ts'
import { filesGib, imageToSaveMib, volumeFor } from './files.ts'
import type { CopyRate } from './rates.ts'
import { copyRateOf, remapMs, sourceVolume } from './rates.ts'
import type { Destination, TransferParameters } from './types.ts'

/** A move with all that its forecast and its steps ask for. */
export interface Course {
  readonly host?: HostRow
  readonly share?: ShareRow
  /** Where copied files go; absent where none are, or to a share. */
  readonly volume?: VolumeRow
}

/** The host, the share and the volume of a move as they are now. */
export function courseOf(world: World, vm: VmRow, to: Destination, copies: boolean): Course {
  const share = world.find('share', to.kind === 'share' ? to.shareId : vm.stored?.shareId)
  if (to.kind === 'share') return { share }
  const host = world.find('host', to.hostId)
  const kept = vm.transfer?.room?.volumeId
  const volume = host && copies ? volumeFor(world, vm, host, to.volumeId ?? kept) : undefined
  return { host, share, volume }
}

/** How fast the copy of a move goes. */
export function rateOf(world: World, vm: VmRow, { host, share, volume }: Course): CopyRate {
  const source = vm.stored ? undefined : world.get('host', vm.hostId)
  return copyRateOf(world, {
    hosts: [source, host].filter(one => one !== undefined),
    share,
    ...{ fromVolumeId: sourceVolume(vm), toVolumeId: volume?.id },
  })
}

const limits: Readonly<Record<CopyRate['limit'], string>> = {
  network: 'the network between them is the slowest part',
  share: 'the link of the library server is the slowest part',
  source: 'the disks that are read are the slowest part',
  target: 'the disks that are written are the slowest part',
}

/**
 * What the volumes of hosts gain or lose (GiB): a VM that is stored leaves one, and one that is
 * deployed comes to one. Between hosts it is taken there and freed here.
 */
function roomOf(vm: VmRow, to: 'host' | 'share', gib: number): number {
  if (to === 'share') return -gib
  return vm.state === 'stored' ? gib : 0
}

/**
 * What a move would take at this moment: nothing is copied where LUNs or nodes change, otherwise
 * all files go at the slowest of disks and network. A guest that is on is saved first and goes on
 * at the target; it is down for all of it.
 */
export function forecastTransfer(
  world: World,
  vm: VmRow,
  { to, method }: Pick<TransferParameters, 'to' | 'method'>,
): WorkForecast {
  const course = courseOf(world, vm, to, method === 'lan')
  const imageGib = imageToSaveMib(world, vm) / mibPerGib
  const saveS = streamS(world, sourceVolume(vm), imageGib)
  const restoreS = streamS(world, course.volume?.id ?? sourceVolume(vm), imageGib)
  const gib = method === 'lan' ? filesGib(vm) + imageGib : 0
  const rate = rateOf(world, vm, course)
  const copyS = (gib * mibPerGib) / rate.mibPerS
  const workS = fixedS(world, vm, method)
  const durationS = workS + saveS + copyS + restoreS
  const isOn = imageGib > 0
  return {
    durationS,
    downtimeS: isOn ? durationS - serviceWorkMs / 1000 : 0,
    movedGib: gib + 2 * imageGib,
    spaceGib: roomOf(vm, to.kind, gib),
    latency:
      gib > 0 ? latencyDuring(world, [sourceVolume(vm), course.volume?.id], rate.mibPerS) : [],
    explanation: [
      ...(isOn
        ? [
            `The guest is saved first: ${Math.round(imageGib * mibPerGib)} MB of memory take ${secondsText(saveS)}, and ${secondsText(restoreS)} to come back. It is down all the while.`,
          ]
        : ['The guest is off.']),
      wayText(method, { gib, rate, copyS }),
      `${secondsText(workS)} of work besides the files${method === 'san' ? ', most of it for masking the LUN and looking for disks anew (our assumption)' : ''}.`,
    ],
  }
}

function wayText(
  method: TransferParameters['method'],
  { gib, rate, copyS }: { gib: number; rate: CopyRate; copyS: number },
): string {
  if (method === 'quick')
    return 'The files stay where they are: another node of the cluster takes them.'
  if (method === 'san') return 'The LUN is shown to the other host instead, and nothing is copied.'
  return `${gibText(gib)} are copied at ${Math.round(rate.mibPerS)} MB/s: ${secondsText(copyS)}; ${limits[rate.limit]}.`
}

/** Work that no file makes longer, in seconds. */
function fixedS(world: World, vm: VmRow, method: TransferParameters['method']): number {
  const service = (2 * serviceWorkMs) / 1000
  if (method === 'san') return service + remapMs / 1000
  return method === 'quick'
    ? service + clusterWorkMs[world.get('host', vm.hostId).version] / 1000
    : service
}
