import type { StorageForecast } from '../../../shared/contract/index.ts'
import type { ShareId, SnapshotKind } from '../../../shared/domain/index.ts'
import { mibPerGib } from '../../../shared/domain/index.ts'
import { viewOfRefusal } from '../../../shared/refusals/index.ts'
import type { SnapshotOf } from '../../storage/index.ts'
import {
  areaGib,
  coveredGib,
  firstWriteWork,
  idleRequestMs,
  latencyOf,
  latencyWith,
  snapshotRefusal,
  storageMap,
  throughputMibPerS,
  volumeFreeGib,
} from '../../storage/index.ts'
import type { VolumeRow, World } from '../../world/index.ts'
import { iopsOf } from '../../world/index.ts'
import { unrestedVms } from './rest.ts'
import { freezeMs, pathOfShare, recordOperations } from './steps.ts'

/** What is asked of a snapshot. */
export interface SnapshotRequest extends SnapshotOf {
  readonly kind: SnapshotKind
  readonly shareId?: ShareId
}

/** What a snapshot would take now, and the latency for each share of writes that are first ones. */
export interface SnapshotForecast extends StorageForecast {
  readonly curve: { readonly sharePercent: number; readonly latencyMs: number }[]
}

const sharesPercent = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]

/** A snapshot with what it would take, or why it cannot be taken. The volume must be there. */
export function forecastSnapshot(world: World, request: SnapshotRequest): SnapshotForecast {
  const volume = world.get('volume', request.volumeId)
  const refusal = snapshotRefusal(world, request)
  const covered = refusal ? 0 : coveredGib(world, request)
  const { latencyMs } = latencyOf(world, volume)
  const during = latencyAt(world, volume, request, 1)
  const lines = linesOf(world, volume, request, covered)
  return {
    ...{ steps: lines, durationS: lines.reduce((sum, line) => sum + line.durationS, 0) },
    ...{ movedGib: request.shareId ? covered : 0, operations: recordOperations },
    latencyMs: { before: latencyMs, during },
    needs: [
      {
        ...{ what: volume.name, needGib: areaGib(covered) },
        ...{ freeGib: volumeFreeGib(world, volume.id), capacityGib: volume.capacityGib },
      },
    ],
    results: [`It holds ${covered} GB as they are when it is taken.`],
    warnings: restWarnings(world, request),
    explanation: [
      request.kind === 'copy-on-write'
        ? 'The first write to a block afterwards reads the old block and writes it elsewhere before its own write: with RAID 5 nine operations of disks instead of four (published). Later writes to it cost nothing more.'
        : 'The first write to a block afterwards goes to a new place, and only the table changes: one write of a table page for sixteen (ours).',
      'Guests write a twentieth of the data, so the old blocks never need more room than that (ours).',
    ],
    curve: sharesPercent.map(sharePercent => ({
      sharePercent,
      latencyMs: latencyAt(world, volume, request, sharePercent / 100),
    })),
    ...(refusal ? { blockedBecause: viewOfRefusal(refusal), blockedStep: 1 } : {}),
  }
}

/** That guests are not brought to rest, in numbers: the caller may not see each of them. */
function restWarnings(world: World, request: SnapshotRequest): string[] {
  const { length } = unrestedVms(world, request)
  if (length === 0) return []
  const who =
    length === 1 ? '1 guest does not come to rest' : `${length} guests do not come to rest`
  return [
    `${who}: the snapshot holds their files as after a power loss. The backup service is off or does not answer, or the guest has dynamic disks.`,
  ]
}

/** The latency while this share of the writes under the snapshot are first ones (physics 2.3). */
function latencyAt(
  world: World,
  volume: VolumeRow,
  { kind, vmId }: SnapshotRequest,
  share: number,
): number {
  const state = storageMap(world).volumeBySlot[volume.slot]
  if (!state) return 0
  const vm = world.find('vm', vmId)
  const writes = vm
    ? iopsOf(world, vm.slot) * world.vms.data.writePart[vm.slot]!
    : world.volumes.data.writes[volume.slot]!
  const work = state.pools.reduce(
    (sum, part) => sum + part.writes * firstWriteWork(kind, part.pool),
    0,
  )
  return latencyWith(world, volume, { diskPerS: writes * state.destageShare * share * work })
}

function linesOf(
  world: World,
  volume: VolumeRow,
  { kind, vmId, shareId }: SnapshotRequest,
  covered: number,
) {
  const writeS = (recordOperations * (idleRequestMs(world, volume, 1) + 1)) / 1000
  const of = world.find('vm', vmId)?.name ?? volume.name
  const share = world.find('share', shareId)
  const rate = share && Math.min(share.throughputMibPerS, throughputMibPerS(world, volume))
  return [
    {
      ...{ kind: 'freeze', text: `Bring the writers of ${of} to rest` },
      durationS: freezeMs / 1000,
    },
    {
      kind: 'record',
      text: `Write the tables of the ${kind} snapshot`,
      durationS: Math.ceil(writeS),
    },
    ...(share && rate
      ? [
          {
            kind: 'copy',
            text: `Copy ${covered} GB to ${pathOfShare(share)} at up to ${Math.round(rate)} MB/s`,
            durationS: Math.ceil((covered * mibPerGib) / rate),
          },
        ]
      : []),
  ]
}
