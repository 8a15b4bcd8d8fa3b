import type { ForecastAnswer, HardwareChange } from '../../shared/contract/index.ts'
import type { DynamicMemory } from '../../shared/domain/index.ts'
import {
  diskGibMax,
  diskLimits,
  limitsOf,
  numberOfId,
  plainDiskFormats,
} from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { HardwareField } from '../guests/index.ts'
import {
  cpuShareRefusal,
  disksOn,
  hardwareFields,
  hardwareLimitRefusal,
  hardwareRefusal,
  liveRangeRefusal,
  memoryRefusal,
  servicesOf,
  servicesOffOf,
} from '../guests/index.ts'
import { macAddressOf } from '../inventory/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { diskName, diskRefusal, forecastDisk } from '../processes/disk/index.ts'
import { isPassedThrough } from '../storage/index.ts'
import type { HostRow, VmNetworkAdapter, VmRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import { lunChoices, parentChoices } from './disk-choices.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { vmRefusal } from './targets.ts'
import { editRefusal } from './vm.handlers.ts'
import { forecastView } from './work-view.ts'

function hardware(
  context: HandlerContext,
  { vmId }: InputOf<'vm', 'hardware'>,
): OutputOf<'vm', 'hardware'> | Refusal {
  const { world, access, caller } = context
  const hidden = vmRefusal(context, 'vm.read', vmId, () => undefined)
  if (hidden) return hidden
  const vm = world.get('vm', vmId)
  const host = world.get('host', vm.hostId)
  const seesHost = access.scope(caller, 'host.read').host(host)
  const limits = limitsOf(host)
  return {
    cpuCountMax: limits.vcpusPerVm,
    memoryMibMax: limits.memoryMibPerVm,
    ...dynamicBlocked(host, vm),
    diskGibMax: diskGibMax[host.version],
    networks: seesHost ? [...host.networks] : vm.networkAdapters.map(one => one.network),
    volumes: seesHost
      ? host.volumeIds.flatMap(id => {
          const volume = world.get('volume', id)
          const { name, capacityGib, usedGib } = volume
          return isPassedThrough(volume) ? [] : [{ id, name, freeGib: capacityGib - usedGib }]
        })
      : [],
    luns: seesHost ? lunChoices(world, host) : [],
    parents: seesHost ? parentChoices(context, host) : [],
    blocked: hardwareFields.flatMap(field => {
      const refusal = editRefusal(world, vm) ?? hardwareRefusal(world, vm, field)
      return refusal ? [{ field, because: viewOfRefusal(refusal) }] : []
    }),
  }
}

/** Which parts of the hardware a change really touches. */
function touched(vm: VmRow, after: VmRow): HardwareField[] {
  const isOther = (keys: readonly (keyof VmRow)[]) =>
    keys.some(key => JSON.stringify(vm[key]) !== JSON.stringify(after[key]))
  const keys: Partial<Record<HardwareField, readonly (keyof VmRow)[]>> = {
    cpuCount: ['cpuCount'],
    networkAdapters: ['networkAdapters'],
    dvd: ['dvd'],
    cpuShare: ['cpuWeight', 'cpuReservePercent', 'cpuLimitPercent'],
    integrationServices: ['servicesOff'],
  }
  const memory = touchedMemory(vm, after)
  return hardwareFields.filter(field => memory.has(field) || isOther(keys[field] ?? []))
}

/** The kind of memory and its startup, the range of it, or how it is balanced. */
function touchedMemory(vm: VmRow, after: VmRow): Set<HardwareField> {
  const [old, now] = [vm.dynamicMemory, after.dynamicMemory]
  const fields = new Set<HardwareField>()
  if (vm.memoryMib !== after.memoryMib || !old !== !now) fields.add('memoryMib')
  if (!old || !now) return fields
  const isRange = old.minimumMib !== now.minimumMib || old.maximumMib !== now.maximumMib
  const isShare = old.bufferPercent !== now.bufferPercent || old.weight !== now.weight
  if (isRange) fields.add('memoryRange')
  return isShare ? fields.add('memoryShare') : fields
}

/**
 * Adapters with addresses: those that are kept, or come back, have theirs, and new ones the first
 * free of the VM.
 */
function adaptersOf(vm: VmRow, wanted: NonNullable<HardwareChange['networkAdapters']>) {
  const range = Array.from({ length: 12 }, (_, at) => macAddressOf(numberOfId(vm.id), at))
  const own = new Set([...vm.networkAdapters.map(one => one.macAddress), ...range])
  const kept = new Set(wanted.flatMap(one => one.macAddress ?? []).filter(one => own.has(one)))
  const taken = new Set<string>()
  return wanted.map(({ network, kind, macAddress: wish, vlan }): VmNetworkAdapter => {
    const isKept = wish !== undefined && own.has(wish) && !taken.has(wish)
    const macAddress = isKept ? wish : freeAddress(vm, new Set([...kept, ...taken]))
    taken.add(macAddress)
    return { network, kind, macAddress, ...(vlan === undefined ? {} : { vlan }) }
  })
}

function freeAddress(vm: VmRow, taken: ReadonlySet<string>): string {
  let at = 0
  while (taken.has(macAddressOf(numberOfId(vm.id), at))) at++
  return macAddressOf(numberOfId(vm.id), at)
}

function changed(vm: VmRow, changes: HardwareChange): VmRow {
  const { networkAdapters, dvd, dynamicMemory, integrationServices: offered, ...plain } = changes
  const given = Object.entries(plain).filter(([, value]) => value !== undefined)
  return {
    ...vm,
    ...Object.fromEntries(given),
    ...(dynamicMemory === undefined ? {} : { dynamicMemory: rangeOf(dynamicMemory) }),
    // The guest does not need less because it gets less.
    roleMemoryMib: vm.roleMemoryMib ?? vm.memoryMib,
    ...(dvd === undefined ? {} : { dvd: dvd === '' ? undefined : dvd }),
    ...(networkAdapters ? { networkAdapters: adaptersOf(vm, networkAdapters) } : {}),
    ...(offered ? { servicesOff: servicesOffOf(offered) } : {}),
  }
}

function rangeOf(wanted: NonNullable<HardwareChange['dynamicMemory']>): DynamicMemory | undefined {
  return wanted === 'static' ? undefined : wanted
}

/** A VM as what takes back a change has to give it. */
function beforeOf(vm: VmRow, key: keyof HardwareChange): unknown {
  if (key === 'integrationServices') return [...servicesOf(vm)]
  return vm[key] ?? (key === 'dynamicMemory' ? 'static' : '')
}

/** How Change Tracking writes a part of the hardware. */
function textOf(key: keyof HardwareChange, vm: VmRow): unknown {
  if (key === 'integrationServices') return servicesOf(vm).join(', ')
  if (key !== 'dynamicMemory') return vm[key]
  if (!vm.dynamicMemory) return 'static'
  const { minimumMib, maximumMib, bufferPercent, weight } = vm.dynamicMemory
  return `${minimumMib} to ${maximumMib} MB, buffer ${bufferPercent} %, weight ${weight}`
}

/** Why a VM cannot have dynamic memory on its host, whatever the range. */
function dynamicBlocked(host: HostRow, { operatingSystem }: VmRow) {
  const dynamicMemory = { minimumMib: 8, maximumMib: 8, bufferPercent: 20, weight: 5000 }
  const refusal = memoryRefusal(host, { memoryMib: 8, dynamicMemory, operatingSystem })
  return refusal ? { dynamicMemoryBlocked: viewOfRefusal(refusal) } : {}
}

function setHardware(
  context: HandlerContext,
  { vmId, changes }: InputOf<'vm', 'setHardware'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const refusal = vmRefusal(context, 'vm.edit', vmId, vm => editRefusal(world, vm))
  if (refusal) return refusal
  const vm = world.get('vm', vmId)
  const after = changed(vm, changes)
  const fields = touched(vm, after)
  for (const field of fields) {
    const blocked = hardwareRefusal(world, vm, field)
    if (blocked) return blocked
  }
  const narrowed = after.dynamicMemory && liveRangeRefusal(vm, after.dynamicMemory)
  const over = narrowed ?? cpuShareRefusal(after) ?? hardwareLimitRefusal(world, vm, after)
  if (over) return over
  const { name } = vm
  const hasRoom = vm.dvd !== undefined || disksOn(vm, 'ide') < diskLimits.ide
  if (after.dvd !== undefined && !hasRoom) {
    return refuse('disk.limit', { name, bus: 'IDE', limit: diskLimits.ide })
  }
  return () => {
    world.apply(put('vm', after))
    const keys = Object.keys(changes) as (keyof HardwareChange)[]
    const rows = keys.flatMap(key => changeOf(name, key, textOf(key, vm), textOf(key, after)))
    const target = { targetId: vm.id, targetName: name }
    const before = Object.fromEntries(keys.map(key => [key, beforeOf(vm, key)]))
    return {
      jobId: recordJob(world, { name: 'job.vm.setHardware', ...target, caller, changes: rows }),
      undo: { operation: 'vm.setHardware', input: { vmId, changes: before } },
    }
  }
}

function diskForecast(
  context: HandlerContext,
  { vmId, ...parameters }: InputOf<'vm', 'diskForecast'>,
): ForecastAnswer | Refusal {
  const { world } = context
  const hidden = vmRefusal(context, 'vm.read', vmId, () => undefined)
  if (hidden) return hidden
  const vm = world.get('vm', vmId)
  const refusal = inputRefusal(context, parameters) ?? diskRefusal(world, vm, parameters)
  if (refusal) return { blockedBecause: viewOfRefusal(refusal) }
  const forecast = forecastDisk(world, vm, parameters)
  return { forecast: forecastView(context, vm, forecast) }
}

/** What an action needs besides the disk, and what of it the caller may not see. */
function inputRefusal(
  { world, access, caller }: HandlerContext,
  { action, sizeGib, format, parent, lunId }: Omit<InputOf<'vm', 'changeDisk'>, 'vmId'>,
): Refusal | undefined {
  const missing = (field: string) => refuse('input.invalid', { issues: [`${field}: is missing`] })
  const isOnOther = action === 'add' && format === 'differencing'
  const isRaw = action === 'add' && format === 'pass-through'
  const needsSize = (action === 'add' && !isOnOther && !isRaw) || action === 'expand'
  if (isRaw && lunId === undefined) return missing('lunId')
  if (needsSize && sizeGib === undefined) return missing('sizeGib')
  if (isOnOther && !parent) return missing('parent')
  if (action === 'convert' && !plainDiskFormats.some(one => one === format)) {
    return refuse('input.invalid', { issues: ['format: must be fixed or dynamic'] })
  }
  const library = parent && 'diskId' in parent ? world.find('disk', parent.diskId) : undefined
  if (library && !access.scope(caller, 'library.read').disk(library)) {
    return refuse('not-found', { kind: 'virtual hard disk', id: library.id })
  }
  return undefined
}

function changeDisk(
  context: HandlerContext,
  { vmId, ...parameters }: InputOf<'vm', 'changeDisk'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  // The work queues behind the VM's job and is checked as it begins; what is asked is checked now.
  const refusal = vmRefusal(
    context,
    'vm.edit',
    vmId,
    vm =>
      inputRefusal(context, parameters) ??
      (vm.jobId ? undefined : diskRefusal(world, vm, parameters)),
  )
  if (refusal) return refusal
  const vm = world.get('vm', vmId)
  const request = {
    ...{ name: 'job.vm.changeDisk', process: diskName, parameters },
    ...{ targetId: vm.id, targetName: vm.name },
    ...{ userId: caller.userId, ownerName: caller.name },
  }
  return () => ({ jobId: context.simulation.jobs.submit(request) })
}

/** The hardware editor: what may change now, the change itself, and the disks. */
export const vmHardwareHandlers = { hardware, setHardware, diskForecast, changeDisk }
