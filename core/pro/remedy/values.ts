import type { AnyId, ProTarget, remedyNames } from '../../../shared/domain/index.ts'
import { numberOfId, tenth } from '../../../shared/domain/index.ts'
import { checkpointsOf } from '../../guests/index.ts'
import { adaptersOf, clusterNetworksOf, teamsOf, virtualNetworksOf } from '../../networks/index.ts'
import { childCount, childrenOf, parentsOf, snapshotsOf, SpaceLedger } from '../../storage/index.ts'
import type { HostRow, VmDisk, VmRow, VolumeRow, World } from '../../world/index.ts'
import { operationsAt, runCode } from '../../world/index.ts'
import { advisedDiskGib } from '../figures/vm-practice.ts'
import { volumeAsks } from '../figures/vm-load.ts'
import { bestHostFor, busiestMove, otherVolumeFor } from './moves.ts'

/** What a remedy is about. */
interface RemedySource {
  readonly id: AnyId
  readonly target: ProTarget
}

type Find<Row> = (world: World, row: Row) => unknown
/** How each name of a kind of object is found, but for its id and its name. */
type Finders<Target extends ProTarget, Row> = Readonly<
  Record<Exclude<keyof (typeof remedyNames)[Target], '$id' | '$name'>, Find<Row>>
>

/** The least that a VM is limited to, operations a second (ours): a guest still starts with it. */
const leastIops = 10
/** What a limit leaves over the mean of the others (ours). */
const fairTimes = 2
/** By how much the last LUN of a full volume grows (ours). */
const growth = 1.2

const ofHost: Finders<'host', HostRow> = {
  $busiestVm: (world, { id }) => busiestMove(world, id)?.vm.id,
  $hostForBusiest: (world, { id }) => busiestMove(world, id)?.host.id,
  $adapterWithoutOffload: (world, host) => adaptersOf(world, host).find(one => !one.chimney)?.name,
  $adapterWithoutQueue: (world, host) => {
    const teams = new Map(teamsOf(host).map(team => [team.name, team.adapters]))
    const used = virtualNetworksOf(world, host).flatMap(({ over = '' }) => teams.get(over) ?? over)
    return adaptersOf(world, host).find(one => used.includes(one.name) && !one.vmQueue)?.name
  },
  $adapterWithoutJumbo: (world, host) => {
    const cluster = world.find('cluster', host.clusterId)
    const storage = (cluster ? clusterNetworksOf(world, cluster) : [])
      .filter(one => one.role === 0 && !one.hasGateway)
      .map(one => one.subnet)
    return adaptersOf(world, host).find(one => storage.includes(one.subnet) && !one.jumboFrames)
      ?.name
  },
}

const growing = (disk: VmDisk) => disk.format === 'dynamic' || disk.format === 'differencing'

const ofVm: Finders<'vm', VmRow> = {
  $bestHost: (world, vm) => bestHostFor(world, vm)?.id,
  $fairIops: fairIops,
  $oldestCheckpoint: (_, vm) => checkpointsOf(vm).find(one => !one.isDeleted)?.id,
  $guestName: (_, { computerName }) => computerName,
  $firstDisk: (_, { disks }) => disks[0]?.name,
  $firstGrowingDisk: (_, { disks }) => disks.find(growing)?.name,
  $largestGrowingDisk: (_, { disks }) =>
    [...disks].filter(one => one.format === 'dynamic').sort((a, b) => b.usedGib - a.usedGib)[0]
      ?.name,
  $advisedDiskGib: (_, vm) => advisedDiskGib(vm) || undefined,
  $syntheticAdapters: (_, { networkAdapters }) =>
    networkAdapters.map(one => ({ ...one, kind: 'synthetic' })),
  $otherVolume: (world, vm) => otherVolumeFor(world, vm)?.id,
}

const ofVolume: Finders<'volume', VolumeRow> = {
  $lastLun: (_, { lunIds }) => lunIds[lunIds.length - 1],
  $grownGib: grownGib,
  $stoppedVms: (world, { id }) => {
    const stopped = [...world.all('vm')].filter(
      vm =>
        vm.state === 'paused' &&
        (vm.isStalled || vm.failure) &&
        vm.disks.some(disk => disk.volumeId === id),
    )
    const ids = stopped.map(vm => vm.id).sort((a, b) => numberOfId(a) - numberOfId(b))
    return ids.length > 0 ? ids : undefined
  },
  $oldestSnapshot: (world, { id }) => snapshotsOf(world, id)[0]?.id,
  $unusedParent: (world, volume) =>
    parentsOf(volume).find(
      one => one.copying === undefined && childCount(childrenOf(world, volume.id, one.id)) === 0,
    )?.id,
}

/**
 * What a name in a remedy stands for now: an id, a number or a list; undefined where there is
 * nothing, such as no host that could take the VM.
 */
export function remedyValue(world: World, { id, target }: RemedySource, name: string): unknown {
  const row = world.find(target, id)
  if (!row) return undefined
  if (name === '$id') return id
  if (name === '$name') return row.name
  if (target === 'host') return own(ofHost, name)?.(world, row as HostRow)
  if (target === 'vm') return own(ofVm, name)?.(world, row as VmRow)
  if (target === 'volume') return own(ofVolume, name)?.(world, row as VolumeRow)
  return undefined
}

function own<Row>(finders: Readonly<Record<string, Find<Row>>>, name: string) {
  return Object.hasOwn(finders, name) ? finders[name] : undefined
}

/** Twice what the others on its volume ask for in the mean now. */
function fairIops(world: World, { slot }: VmRow): number | undefined {
  const { run, volumeSlot, grantedPercent } = world.vms.data
  const volume = volumeSlot[slot]!
  if (volume < 0 || run[slot] !== runCode.running) return undefined
  const asks = volumeAsks(world)
  const others = asks.vms[volume]! - 1
  if (others < 1) return undefined
  const mean = (asks.iops[volume]! - operationsAt(world, slot, grantedPercent[slot]!)) / others
  return Math.max(leastIops, Math.ceil(mean * fairTimes))
}

/** The last LUN of a volume with a fifth more, as far as its RAID group has room. */
function grownGib(world: World, { lunIds }: VolumeRow): number | undefined {
  const lun = world.find('lun', lunIds[lunIds.length - 1])
  const pool = world.find('pool', lun?.poolId)
  if (!lun || !pool) return undefined
  const { freeGib } = new SpaceLedger(world).poolSpace(pool)
  const most = lun.isThin ? Infinity : lun.sizeGib + freeGib
  const wanted = tenth(Math.min(lun.sizeGib * growth, most))
  return wanted > lun.sizeGib ? wanted : undefined
}
