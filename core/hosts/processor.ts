import { oneDecimal } from '../../shared/domain/index.ts'
import { processorsWorth, secondThreadShare } from '../physics/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { runCode } from '../world/index.ts'

/** Who uses a host's processors now, each in percent of the whole host. */
export interface ProcessorUse {
  readonly guestsPercent: number
  readonly rootPercent: number
  readonly hypervisorPercent: number
}

/** How busy a host's processors were in the last step, and with what. */
export function processorUseOf(world: World, { slot }: Pick<HostRow, 'slot'>): ProcessorUse {
  const { usedPercent, rootPercent, hypervisorPercent, capacityPercent } = world.hosts.data
  const perCent = 100 / Math.max(1, capacityPercent[slot]!)
  return {
    guestsPercent: usedPercent[slot]! * perCent,
    rootPercent: rootPercent[slot]! * perCent,
    hypervisorPercent: hypervisorPercent[slot]! * perCent,
  }
}

/** All that uses a host's processors now, in percent of the whole host. */
export function cpuPercentOf(world: World, host: Pick<HostRow, 'slot'>): number {
  const { guestsPercent, rootPercent, hypervisorPercent } = processorUseOf(world, host)
  return guestsPercent + rootPercent + hypervisorPercent
}

/** Percent of its virtual processors that a VM is ready to use and does not get. */
export function cpuWaitPercentOf(world: World, { slot }: Pick<VmRow, 'slot'>): number {
  const { run, demandPercent, cpuLimit, grantedPercent } = world.vms.data
  if (run[slot] === runCode.off) return 0
  return Math.max(0, Math.min(demandPercent[slot]!, cpuLimit[slot]!) - grantedPercent[slot]!)
}

/** Percent of its virtual processors that a VM would use beyond its own limit. */
export function cpuHeldPercentOf(world: World, { slot }: Pick<VmRow, 'slot'>): number {
  const { run, demandPercent, cpuLimit } = world.vms.data
  return run[slot] === runCode.off ? 0 : Math.max(0, demandPercent[slot]! - cpuLimit[slot]!)
}

/** How a host's processors are used and what they are worth, a sentence each. */
export function explainHostProcessor(world: World, host: HostRow): string[] {
  const { guestsPercent, rootPercent, hypervisorPercent } = processorUseOf(world, host)
  const { logicalProcessors, cores = logicalProcessors } = host
  const worth = oneDecimal(processorsWorth(host))
  const threads =
    cores < logicalProcessors
      ? `${logicalProcessors} logical processors on ${cores} cores are worth ${worth}: a second thread adds ${secondThreadShare * 100} % of a core (ours, makers speak of up to 30 %).`
      : `${logicalProcessors} logical processors, each a core of its own.`
  return [
    threads,
    `Guests use ${oneDecimal(guestsPercent)} % of them, the root partition ${oneDecimal(rootPercent)} % for their disks and networks, the hypervisor ${oneDecimal(hypervisorPercent)} % for switching between them (costs of ours).`,
  ]
}

/** Why a VM gets the processor time that it gets, a sentence each; its host if it may be told. */
export function explainVmProcessor(world: World, vm: VmRow, tellsHost: boolean): string[] {
  const { run, demandPercent, grantedPercent } = world.vms.data
  const { slot } = vm
  if (run[slot] === runCode.off) return []
  const { cpuCount, cpuLimitPercent, cpuReservePercent, cpuWeight } = vm
  const wanted = oneDecimal(demandPercent[slot]!)
  const granted = oneDecimal(grantedPercent[slot]!)
  const waits = cpuWaitPercentOf(world, vm)
  const asks = `It asks for ${wanted} % of ${processors(cpuCount)} and gets ${granted} %; its limit is ${cpuLimitPercent} %.`
  if (waits < 0.05)
    return [asks, 'It waits for nothing: what it asks for within its limit is free.']
  const host = world.get('host', vm.hostId)
  const on = tellsHost ? host.name : 'Its host'
  const demand = Math.round(world.hosts.data.demandPercent[host.slot]!)
  const capacity = Math.round(world.hosts.data.capacityPercent[host.slot]!)
  return [
    asks,
    `It waits ${oneDecimal(waits)} % of the time: guests ask ${on} for ${demand} % of one processor, and it is worth ${capacity} %.`,
    `Each VM first gets its reserve, here ${cpuReservePercent} %, and the rest goes by weight, here ${cpuWeight}, until all is given.`,
  ]
}

function processors(count: number): string {
  return count === 1 ? 'its virtual processor' : `its ${count} virtual processors`
}
