import type { ForecastAnswer, HardwareChange } from '../../shared/contract/index.ts'
import { diskGibMax, diskLimits, limitsOf, numberOfId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { HardwareField } from '../guests/index.ts'
import { disksOn, hardwareFields, hardwareLimitRefusal, hardwareRefusal } from '../guests/index.ts'
import { macAddressOf } from '../inventory/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { diskName, diskRefusal, forecastDisk } from '../processes/disk/index.ts'
import type { VmNetworkAdapter, VmRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { vmRefusal } from './targets.ts'
import { editRefusal } from './vm.handlers.ts'

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
    diskGibMax: diskGibMax[host.version],
    networks: seesHost ? [...host.networks] : vm.networkAdapters.map(one => one.network),
    volumes: seesHost
      ? host.volumeIds.map(id => {
          const { name, capacityGib, usedGib } = world.get('volume', id)
          return { id, name, freeGib: capacityGib - usedGib }
        })
      : [],
    blocked: hardwareFields.flatMap(field => {
      const refusal = editRefusal(world, vm) ?? hardwareRefusal(vm, field)
      return refusal ? [{ field, because: viewOfRefusal(refusal) }] : []
    }),
  }
}

/** Which parts of the hardware a change really touches. */
function touched(vm: VmRow, after: VmRow): HardwareField[] {
  const isOther = (keys: readonly (keyof VmRow)[]) =>
    keys.some(key => JSON.stringify(vm[key]) !== JSON.stringify(after[key]))
  const keys: Readonly<Record<HardwareField, readonly (keyof VmRow)[]>> = {
    cpuCount: ['cpuCount'],
    memoryMib: ['memoryMib'],
    networkAdapters: ['networkAdapters'],
    dvd: ['dvd'],
    cpuShare: ['cpuWeight', 'cpuReservePercent', 'cpuLimitPercent'],
  }
  return hardwareFields.filter(field => isOther(keys[field]))
}

/** Adapters with addresses: those that are kept have theirs, new ones the first free of the VM. */
function adaptersOf(vm: VmRow, wanted: NonNullable<HardwareChange['networkAdapters']>) {
  const own = new Set(vm.networkAdapters.map(one => one.macAddress))
  const taken = new Set<string>()
  for (const { macAddress } of wanted) if (macAddress && own.has(macAddress)) taken.add(macAddress)
  return wanted.map(({ network, kind, macAddress, vlan }): VmNetworkAdapter => {
    const isKept = macAddress !== undefined && own.has(macAddress)
    const address = isKept ? macAddress : freeAddress(vm, taken)
    taken.add(address)
    return { network, kind, macAddress: address, ...(vlan === undefined ? {} : { vlan }) }
  })
}

function freeAddress(vm: VmRow, taken: ReadonlySet<string>): string {
  let at = 0
  while (taken.has(macAddressOf(numberOfId(vm.id), at))) at++
  return macAddressOf(numberOfId(vm.id), at)
}

function changed(vm: VmRow, changes: HardwareChange): VmRow {
  const { networkAdapters, dvd, ...plain } = changes
  const given = Object.entries(plain).filter(([, value]) => value !== undefined)
  return {
    ...vm,
    ...Object.fromEntries(given),
    ...(dvd === undefined ? {} : { dvd: dvd === '' ? undefined : dvd }),
    ...(networkAdapters ? { networkAdapters: adaptersOf(vm, networkAdapters) } : {}),
  }
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
    const blocked = hardwareRefusal(vm, field)
    if (blocked) return blocked
  }
  const over = hardwareLimitRefusal(world, vm, after)
  if (over) return over
  const { name } = vm
  const hasRoom = vm.dvd !== undefined || disksOn(vm, 'ide') < diskLimits.ide
  if (after.dvd !== undefined && !hasRoom) {
    return refuse('disk.limit', { name, bus: 'IDE', limit: diskLimits.ide })
  }
  return () => {
    world.apply(put('vm', after))
    const keys = Object.keys(changes) as (keyof HardwareChange)[]
    const rows = keys.flatMap(key => changeOf(name, key, vm[key], after[key]))
    const target = { targetId: vm.id, targetName: name }
    const before = Object.fromEntries(keys.map(key => [key, vm[key] ?? '']))
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
  const refusal = nameRefusal(vm, parameters) ?? diskRefusal(world, vm, parameters)
  if (refusal) return { blockedBecause: viewOfRefusal(refusal) }
  const forecast = forecastDisk(world, vm, parameters)
  return { forecast: { ...forecast, explanation: [...forecast.explanation] } }
}

/** A new disk has a size and a name of its own. */
function nameRefusal(
  vm: VmRow,
  { action, disk, sizeGib, format }: Omit<InputOf<'vm', 'changeDisk'>, 'vmId'>,
): Refusal | undefined {
  const needsSize = action === 'add' || action === 'expand'
  if (needsSize && sizeGib === undefined) {
    return refuse('input.invalid', { issues: ['sizeGib: is missing'] })
  }
  if (action === 'convert' && format === undefined) {
    return refuse('input.invalid', { issues: ['format: is missing'] })
  }
  const isTaken = action === 'add' && vm.disks.some(one => one.name === disk)
  return isTaken ? refuse('name.taken', { kind: 'disk', name: disk }) : undefined
}

function changeDisk(
  context: HandlerContext,
  { vmId, ...parameters }: InputOf<'vm', 'changeDisk'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const refusal = vmRefusal(context, 'vm.edit', vmId, vm =>
    vm.jobId ? undefined : (nameRefusal(vm, parameters) ?? diskRefusal(world, vm, parameters)),
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
