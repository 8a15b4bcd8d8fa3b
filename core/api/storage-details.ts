import type { VolumeDetails, VolumeVmView } from '../../shared/contract/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { accessOf, arrayUnder, explainLatency, takenGib } from '../storage/index.ts'
import type { HostRow, VmRow, VolumeRow } from '../world/index.ts'
import { iopsOf } from '../world/index.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'
import type { Columns } from './list.ts'
import { answerOf, numberColumn, textColumn, windowOver } from './list.ts'
import { parentDisksOf } from './parent-disk.handlers.ts'
import type { StorageView } from './storage-views.ts'
import { lunView, plainArrayView, poolView, storageView, volumeView } from './storage-views.ts'

/** The volume, where the caller may see it. */
function seen({ world, access, caller }: HandlerContext, id: string): VolumeRow | Refusal {
  const volume = world.find('volume', id)
  if (volume && access.scope(caller, 'storage.read').volume(volume)) return volume
  return refuse('not-found', { kind: 'volume', id })
}

function volume(
  context: HandlerContext,
  { volumeId }: InputOf<'storage', 'volume'>,
): VolumeDetails | Refusal {
  const { world, access, caller } = context
  const row = seen(context, volumeId)
  if (row instanceof Refusal) return row
  const view = storageView(context)
  const array = arrayUnder(world, row)
  const hosts = [...world.all('host')].filter(host => host.volumeIds.includes(volumeId))
  const mine = access.scope(caller, 'host.read')
  const shown = hosts.filter(host => mine.host(host))
  return {
    ...volumeView(view, row),
    array: array && plainArrayView(view, array),
    lunList: lunsOf(view, row),
    hostList: shown.map(host => hostOf(context, row, host)),
    hiddenHosts: hosts.length - shown.length,
    accessGroups: (row.accessGroupIds ?? []).flatMap(id => {
      const group = world.find('usergroup', id)
      return group ? [{ id, name: group.name }] : []
    }),
    parentDisks: parentDisksOf(context, row),
    explanation: explainLatency(world, row),
  }
}

function lunsOf(view: StorageView, row: VolumeRow): VolumeDetails['lunList'] {
  const { world } = view.context
  const luns = row.lunIds.map(id => world.get('lun', id))
  const written = view.map.writtenGib(row)
  const smallest = Math.min(...luns.map(lun => lun.sizeGib))
  return luns.map((lun, index) => ({
    ...lunView(view, lun),
    pool: poolView(view, world.get('pool', lun.poolId)),
    writtenGib: written[index] ?? 0,
    volumeGib: row.layout === 'concatenation' ? lun.sizeGib : smallest,
  }))
}

function hostOf(
  { world, access, caller }: HandlerContext,
  row: VolumeRow,
  host: HostRow,
): VolumeDetails['hostList'][number] {
  const mine = access.scope(caller, 'vm.read')
  let vms = 0
  for (const id of world.index.vmsByHost.of(host.id)) {
    const vm = world.get('vm', id)
    if (mine.vm(vm) && vm.disks.some(disk => disk.volumeId === row.id)) vms++
  }
  return {
    ...{ id: host.id, name: host.name, vms },
    clusterName: world.find('cluster', host.clusterId)?.name,
    isOwner: row.ownerHostId === host.id,
    access: accessOf(world, host, row).route,
    iopsLimit: row.hostIopsLimits?.[host.id],
  }
}

function volumeVms(
  context: HandlerContext,
  input: InputOf<'storage', 'volumeVms'>,
): OutputOf<'storage', 'volumeVms'> | Refusal {
  const { world, access, caller } = context
  const row = seen(context, input.volumeId)
  if (row instanceof Refusal) return row
  const mine = access.scope(caller, 'vm.read')
  const rows = [...world.all('vm')].filter(
    vm => vm.disks.some(disk => disk.volumeId === row.id) && mine.vm(vm),
  )
  const page = windowOver(rows, vmColumns(context, row), input)
  return page instanceof Refusal ? page : answerOf(world, page, vm => vmView(context, row, vm))
}

function vmColumns({ world }: HandlerContext, row: VolumeRow): Columns<VmRow> {
  return {
    name: textColumn(vm => vm.name),
    state: textColumn(vm => vm.state),
    hostName: textColumn(vm => world.get('host', vm.hostId).name),
    usedGib: numberColumn(vm => usedGibOn(row, vm)),
    iops: numberColumn(vm => iopsOf(world, vm.slot)),
    iopsLimit: numberColumn(vm => vm.iopsLimit),
  }
}

function vmView({ world }: HandlerContext, row: VolumeRow, vm: VmRow): VolumeVmView {
  return {
    ...{ id: vm.id, name: vm.name, state: vm.state },
    hostName: world.get('host', vm.hostId).name,
    usedGib: usedGibOn(row, vm),
    iops: iopsOf(world, vm.slot),
    iopsLimit: vm.iopsLimit,
  }
}

function usedGibOn(row: VolumeRow, vm: VmRow): number {
  const disks = vm.disks.filter(disk => disk.volumeId === row.id)
  return disks.reduce((sum, disk) => sum + takenGib(disk), 0)
}

export const storageDetailHandlers = { volume, volumeVms }
