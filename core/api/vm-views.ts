import type { VmDetails, VmRowView } from '../../shared/contract/index.ts'
import { vmOverheadMib } from '../../shared/domain/index.ts'
import { historyOf } from '../engine/columns.ts'
import { cpuWaitPercentOf, explainVmProcessor, shownStateOf } from '../hosts/index.ts'
import { busOf, guestFactsOf, heartbeatOf, servicesOf } from '../guests/index.ts'
import { assignedMibOf, vmMemoryView } from '../memory/index.ts'
import { chainOf } from '../storage/index.ts'
import type { VmDisk, VmRow } from '../world/index.ts'
import { guestAnswers, iopsOf, memoryUsedMibOf } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'
import { progressOf } from './job-progress.ts'
import type { Columns } from './list.ts'
import { sharePath } from './share.handlers.ts'
import { checkpointTreeView } from './vm-checkpoint-view.ts'
import { booleanColumn, numberColumn, textColumn, textsColumn } from './list.ts'

/**
 * The columns by which a list of VMs is filtered, searched and sorted. A host that the caller may
 * not see is empty here too, or a filter would tell its name letter by letter.
 */
export function vmColumns(context: HandlerContext): Columns<VmRow> {
  const { world, access, caller } = context
  const hosts = access.scope(caller, 'host.read')
  const host = (vm: VmRow) => {
    const row = world.get('host', vm.hostId)
    return !vm.stored && hosts.host(row) ? row : undefined
  }
  const figures = world.vms.data
  return {
    name: textColumn(vm => vm.name),
    state: textColumn(vm => shownStateOf(world, vm)),
    hostName: textColumn(vm => host(vm)?.name),
    hostGroupName: textColumn(vm => world.find('hostgroup', host(vm)?.hostGroupId)?.name),
    clusterName: textColumn(vm => world.find('cluster', host(vm)?.clusterId)?.name),
    ownerName: textColumn(vm => world.find('user', vm.ownerId)?.name),
    roleName: textColumn(roleNames(context)),
    operatingSystem: textColumn(vm => vm.operatingSystem),
    templateName: textColumn(vm => world.find('template', vm.templateId)?.name),
    workload: textColumn(vm => workloadName(world, vm)),
    tags: textsColumn(vm => vm.tags),
    highlyAvailable: booleanColumn(vm => vm.highlyAvailable),
    recycled: booleanColumn(vm => vm.recycled !== undefined),
    cpuCount: numberColumn(vm => vm.cpuCount),
    memoryMib: numberColumn(vm => assignedMibOf(world, vm)),
    cpuPercent: numberColumn(vm => figures.grantedPercent[vm.slot]),
    cpuWaitPercent: numberColumn(vm => cpuWaitPercentOf(world, vm)),
    memoryUsedMib: numberColumn(vm => memoryUsedMibOf(world, vm.slot)),
    iops: numberColumn(vm => iopsOf(world, vm.slot)),
    diskGib: numberColumn(diskGibOf),
    quotaPoints: numberColumn(vm => vm.quotaPoints),
    createdMs: numberColumn(vm => vm.createdMs),
    startedMs: numberColumn(vm => vm.startedMs),
    recycledMs: numberColumn(vm => vm.recycled?.atMs),
  }
}

/** The name of a VM's user role, for those who may see that role or are in it. */
function roleNames({ world, access, caller }: HandlerContext): (vm: VmRow) => string | undefined {
  const scope = access.scope(caller, 'role.read')
  const own = new Set<string>(caller.roles.map(role => role.id))
  return vm => {
    const role = world.find('role', vm.roleId)
    return role && (own.has(role.id) || scope.role(role)) ? role.name : undefined
  }
}

/** Sizes of a VM's disks, on its host or in the library. */
function diskGibOf(vm: VmRow): number {
  return (vm.stored ?? vm).disks.reduce((sum, disk) => sum + disk.sizeGib, 0)
}

/** The columns that a free text is sought in. */
export const searchedVmColumns = ['name', 'hostName', 'ownerName', 'tags', 'operatingSystem']

function workloadName(world: HandlerContext['world'], vm: VmRow): string {
  return world.find('trace', vm.traceId)?.name ?? vm.workload
}

/** A VM as one row of a list. */
export function vmView(context: HandlerContext, vm: VmRow): VmRowView {
  const { world, access, caller } = context
  const host = world.get('host', vm.hostId)
  const seesHost = !vm.stored && access.scope(caller, 'host.read').host(host)
  const figures = world.vms.data
  const job = world.find('job', vm.jobId)
  return {
    id: vm.id,
    name: vm.name,
    state: shownStateOf(world, vm),
    progressPercent: job && progressOf(context.simulation, job),
    jobId: vm.jobId,
    ...(seesHost
      ? {
          hostId: vm.hostId,
          hostName: host.name,
          hostGroupName: world.find('hostgroup', host.hostGroupId)?.name,
          clusterName: world.find('cluster', host.clusterId)?.name,
        }
      : {}),
    cpuCount: vm.cpuCount,
    memoryMib: vm.memoryMib,
    assignedMib: assignedMibOf(world, vm),
    cpuPercent: figures.grantedPercent[vm.slot]!,
    cpuWaitPercent: cpuWaitPercentOf(world, vm),
    memoryUsedMib: memoryUsedMibOf(world, vm.slot),
    iops: iopsOf(world, vm.slot),
    cpuHistory: historyOf(figures.history, vm.slot, world.nowMs),
    memoryHistory: historyOf(figures.memoryHistory, vm.slot, world.nowMs),
    ownerId: vm.ownerId,
    ownerName: world.find('user', vm.ownerId)?.name,
    roleId: vm.roleId,
    roleName: roleNames(context)(vm),
    operatingSystem: vm.operatingSystem,
    diskGib: diskGibOf(vm),
    quotaPoints: vm.quotaPoints,
    tags: [...vm.tags],
    templateName: world.find('template', vm.templateId)?.name,
    workload: workloadName(world, vm),
    highlyAvailable: vm.highlyAvailable,
    createdMs: vm.createdMs,
    startedMs: vm.startedMs,
    recycledMs: vm.recycled?.atMs,
  }
}

/** A VM with everything that its details pane shows. */
export function vmDetailsView(context: HandlerContext, vm: VmRow): VmDetails {
  const { world, access, caller } = context
  const seesHost = access.scope(caller, 'host.read').host(world.get('host', vm.hostId))
  return {
    ...vmView(context, vm),
    description: vm.description,
    notes: vm.notes,
    customProperties: { ...vm.customProperties },
    availabilitySets: [...(vm.availabilitySets ?? [])],
    cpuWeight: vm.cpuWeight,
    cpuReservePercent: vm.cpuReservePercent,
    cpuLimitPercent: vm.cpuLimitPercent,
    cpuExplanation: explainVmProcessor(world, vm, seesHost),
    overheadMib: vmOverheadMib(assignedMibOf(world, vm)),
    memory: vmMemoryView(world, vm),
    disks: disksView(context, vm, seesHost),
    storedOn: storedView(context, vm),
    networkAdapters: vm.networkAdapters.map(adapter => ({ ...adapter })),
    startAction: vm.startAction,
    stopAction: vm.stopAction,
    startDelayS: vm.startDelayS,
    guestServices: guestAnswers(world, vm),
    integrationServices: [...servicesOf(vm)],
    heartbeat: heartbeatOf(world, vm),
    creatorName: world.find('user', vm.creatorId)?.name,
    placement:
      seesHost && vm.placement
        ? { ...vm.placement, explanation: [...vm.placement.explanation] }
        : undefined,
    guest: guestFactsOf(world, vm),
    dvd: vm.dvd,
    checkpoints: checkpointTreeView(vm),
    failure: vm.failure,
  }
}

/** Disks as the console shows them; those in the library lie on no volume. */
function disksView({ world }: HandlerContext, vm: VmRow, seesHost: boolean): VmDetails['disks'] {
  const disks: readonly (Omit<VmDisk, 'volumeId'> & Partial<VmDisk>)[] = (vm.stored ?? vm).disks
  return disks.map((disk, at) => ({
    ...disk,
    bus: busOf(disk, at),
    parents: disk.volumeId ? chainOf(world, disk as VmDisk).map(parent => parent.name) : [],
    volumeName: seesHost ? (world.find('volume', disk.volumeId)?.name ?? '') : '',
    path: seesHost && disk.volumeId ? disk.path : '',
  }))
}

function storedView({ world, access, caller }: HandlerContext, vm: VmRow): VmDetails['storedOn'] {
  const share = world.find('share', vm.stored?.shareId)
  if (!share) return undefined
  const path = access.scope(caller, 'library.read').share(share) ? sharePath(share) : ''
  return { path, sinceMs: vm.stored!.sinceMs }
}
