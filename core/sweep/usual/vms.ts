import type { VmId, VmState, VolumeId } from '../../../shared/domain/index.ts'
import { diskFormats, integrationServices, powerActions } from '../../../shared/domain/index.ts'
import { freeLunsOf } from '../../storage/index.ts'
import type { VmRow, World } from '../../world/index.ts'
import type { Chance } from '../chance.ts'
import type { Given } from './types.ts'

/** A few VMs, each once. */
export function someVms(world: World, chance: Chance): VmId[] {
  const all = [...world.all('vm')].map(vm => vm.id)
  const some = new Set<VmId>()
  for (let left = chance.integer(1, 3); left > 0 && all.length > 0; left--)
    some.add(chance.pick(all))
  return [...some]
}

/** What moves VMs: power, migration, deletion, and new ones. */
export function powerCommand(world: World, chance: Chance): Given {
  const vmIds = someVms(world, chance)
  switch (chance.integer(0, 9)) {
    case 0:
      return recycleCommand(world, chance, vmIds)
    case 1:
      return jobCommand(world, chance)
    case 2:
    case 3:
    case 4: {
      const host = chance.any([...world.all('host')])
      return ['vm.migrate', { vmIds, hostId: host?.id, kind: chance.pick(['live', 'quick']) }]
    }
    case 5: {
      const template = chance.any([...world.all('template')].filter(one => one.enabled))
      const group = chance.any([...world.all('hostgroup')])
      return [
        'vm.create',
        {
          ...{ name: `new-${chance.integer(1, 99)}`, count: chance.integer(1, 2) },
          source: {
            ...{ kind: 'template', templateId: template?.id },
            ...(chance.percent(30) ? { differencing: true } : {}),
          },
          destination: { kind: 'hostgroup', hostGroupId: group?.id },
        },
      ]
    }
    default:
      return [`vm.${chance.pick(powerActions)}`, { vmIds }]
  }
}

/** What is in the recycle bin comes back or goes, else something goes there. */
function recycleCommand(world: World, chance: Chance, vmIds: readonly VmId[]): Given {
  const recycled = chance.any([...world.all('vm')].filter(vm => vm.recycled))
  if (!recycled || chance.percent(40)) return ['vm.delete', { vmIds }]
  return [chance.pick(['vm.restore', 'vm.purge']), { vmIds: [recycled.id] }]
}

/** A job that can still be stopped, or one that can be done again. */
function jobCommand(world: World, chance: Chance): Given {
  const jobs = [...world.all('job')]
  const open = chance.any(jobs.filter(({ id }) => world.index.openJobs.has(id)))
  if (open && chance.percent(60)) return ['job.cancel', { jobId: open.id }]
  const ended = jobs.filter(({ status }) => status === 'failed' || status === 'cancelled')
  return ['job.restart', { jobId: chance.any(ended)?.id ?? chance.any(jobs)?.id }]
}

/** Work on one VM: its checkpoints, disks, hardware and where its files lie. */
export function vmWorkCommand(world: World, chance: Chance): Given {
  const vm = chance.any([...world.all('vm')])
  const vmIds = vm ? [vm.id] : []
  switch (chance.integer(0, 10)) {
    case 0:
    case 1:
      return ['vm.checkpoint', { vmIds, name: `point ${chance.integer(1, 9)}` }]
    case 2:
      return checkpointCommand(world, chance)
    case 3:
    case 4:
      return diskCommand(world, chance, vm)
    case 5:
      return ['vm.setHardware', { vmId: vm?.id, changes: hardwareChanges(world, chance, vm) }]
    case 6:
    case 7:
    case 8:
      return filesCommand(world, chance)
    default:
      return ['vm.migrateStorage', { vmId: vm?.id, volumeId: volumeFor(world, chance, vm) }]
  }
}

/** VMs that are off are stored, deployed and cloned, and repaired where they failed. */
function filesCommand(world: World, chance: Chance): Given {
  const all = [...world.all('vm')]
  const off = chance.any(all.filter(vm => vm.state === 'stopped'))
  const stored = chance.any(all.filter(vm => vm.stored))
  const failed = chance.any(all.filter(vm => toRepair.has(vm.state)))
  const host = chance.any([...world.all('host')])
  const hostId = chance.percent(70) ? host?.id : undefined
  const dice = chance.integer(0, 3)
  if (failed && dice < 2) {
    const action = chance.pick(['retry', 'undo', 'ignore'])
    return ['vm.repair', { vmIds: [failed.id], action }]
  }
  if (stored && dice < 3) return ['vm.deploy', { vmId: stored.id, hostId }]
  if (dice === 0) {
    const shareId = chance.any([...world.all('share')])?.id
    return ['vm.store', { vmIds: off ? [off.id] : [], shareId }]
  }
  const name = `clone-${chance.integer(1, 999)}`
  return ['vm.clone', { vmId: off?.id, name, hostId }]
}

const toRepair: ReadonlySet<VmState> = new Set([
  ...(['creation-failed', 'migration-failed', 'customization-failed', 'missing'] as const),
])

function checkpointCommand(world: World, chance: Chance): Given {
  const vm = chance.any([...world.all('vm')].filter(one => one.checkpoints?.length))
  if (!vm) return ['vm.checkpoint', { vmIds: someVms(world, chance) }]
  const vmId = vm.id
  const checkpointId = chance.any(vm.checkpoints ?? [])?.id
  return chance.percent(50)
    ? ['vm.checkpointRestore', { vmId, checkpointId }]
    : ['vm.checkpointDelete', { vmId, checkpointId, withDescendants: chance.percent(30) }]
}

function diskCommand(world: World, chance: Chance, vm: VmRow | undefined): Given {
  const action = chance.pick([
    ...(['add', 'add', 'remove', 'expand', 'convert', 'compact', 'merge', 'makeParent'] as const),
  ])
  const disk = chance.any(vm?.disks ?? [])
  const vmId = vm?.id
  if (action === 'add') {
    const bus = chance.pick(['ide', 'scsi'])
    const sizeGib = chance.integer(1, 20)
    const volumeId = volumeFor(world, chance, vm)
    const disk = `extra-${chance.integer(1, 9)}`
    const format = chance.pick(diskFormats)
    const lunId = format === 'pass-through' ? lunFor(world, chance, vm) : undefined
    const parent = format === 'differencing' ? parentFor(world, chance, volumeId) : undefined
    const place = { bus, volumeId, parent, lunId }
    return ['vm.changeDisk', { vmId, action, disk, sizeGib, format, ...place }]
  }
  const more = {
    ...(action === 'expand'
      ? { sizeGib: Math.ceil(disk?.sizeGib ?? 1) + chance.integer(0, 9) }
      : {}),
    ...(action === 'convert' ? { format: chance.pick(diskFormats) } : {}),
  }
  return ['vm.changeDisk', { vmId, action, disk: disk?.name, ...more }]
}

/** A parent that is on the volume, or a disk of the library. */
function parentFor(world: World, chance: Chance, volumeId: VolumeId | undefined) {
  const there = chance.any([...(world.find('volume', volumeId)?.parentDisks ?? [])])
  if (there && chance.percent(50)) return { parentId: there.id }
  return { diskId: chance.any([...world.all('disk')])?.id }
}

/** A LUN that nobody uses, for the most part. */
function lunFor(world: World, chance: Chance, vm: VmRow | undefined) {
  const host = world.find('host', vm?.hostId)
  const free = host ? freeLunsOf(world, host) : []
  return chance.any(chance.percent(80) ? free : [...world.all('lun')])?.id
}

function hardwareChanges(world: World, chance: Chance, vm: VmRow | undefined): object {
  const host = world.find('host', vm?.hostId)
  switch (chance.integer(0, 4)) {
    case 0:
      return { memoryMib: 256 * chance.integer(1, 16) }
    case 1:
      return { cpuCount: chance.integer(1, 4), cpuWeight: chance.integer(1, 1000) }
    case 3:
      return { integrationServices: integrationServices.filter(() => chance.percent(80)) }
    case 2:
      return { cpuReservePercent: chance.integer(0, 50), cpuLimitPercent: chance.integer(50, 100) }
    default: {
      const network = chance.any(host?.networks ?? [])
      const kind = chance.pick(['synthetic', 'emulated'])
      return { networkAdapters: network === undefined ? [] : [{ network, kind }] }
    }
  }
}

/** A volume that its host reaches, for the most part. */
function volumeFor(world: World, chance: Chance, vm: VmRow | undefined) {
  const reached = world.find('host', vm?.hostId)?.volumeIds ?? []
  const all = [...world.all('volume')].map(volume => volume.id)
  return chance.any(chance.percent(90) ? reached : all)
}
