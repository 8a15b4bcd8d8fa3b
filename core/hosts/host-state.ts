import type { HostCondition, HostStatus, VmState } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { faultsOn, isStruck } from '../world/index.ts'

/** How a host stands; one of an older fabric is up. */
export function conditionOf(host: Pick<HostRow, 'condition'>): HostCondition {
  return host.condition ?? 'up'
}

/** Faults under which a host works on, and the console has no say there. */
const deafening = ['host-agent-silent', 'host-removed'] as const

/** Whether a host that is up hears nothing of the console. */
export function isDeaf(world: World, host: Pick<HostRow, 'id'>): boolean {
  return deafening.some(kind => isStruck(world, kind, host.id))
}

/** Whether power optimisation has it off: it is away by choice and can be woken. */
export function isPoweredOff(host: Pick<HostRow, 'condition' | 'poweredOff'>): boolean {
  return host.poweredOff !== undefined && conditionOf(host) === 'down'
}

/** What the console says of a host: whether its agent answers, and whether it is in maintenance. */
export function statusOf(world: World, host: HostRow): HostStatus {
  if (isPoweredOff(host)) return 'powered-off'
  if (conditionOf(host) !== 'up' || isDeaf(world, host)) return 'not-responding'
  if (host.isPending) return 'pending'
  return host.maintenance ? 'maintenance' : 'responding'
}

/** Since when the console hears nothing of a host; undefined while it answers. */
export function silentSinceMs(world: World, host: HostRow): number | undefined {
  if (conditionOf(host) !== 'up') return host.conditionMs
  const since = deafening.flatMap(kind => faultsOn(world, kind, host.id)).map(one => one.beginMs)
  return since.length > 0 ? Math.min(...since) : undefined
}

/** Why nothing can be asked of a host: its agent does not answer, or is not there yet. */
export function hostRefusal(world: World, host: HostRow): Refusal | undefined {
  if (host.isPending) return refuse('host.pending', { host: host.name })
  const status = statusOf(world, host)
  if (status !== 'not-responding' && status !== 'powered-off') return undefined
  return refuse('host.not-responding', { host: host.name, condition: conditionOf(host) })
}

/** Why no VM may come to a host (facts 6.3): it does not answer, or it is in maintenance. */
export function arrivalRefusal(world: World, host: HostRow): Refusal | undefined {
  const refusal = hostRefusal(world, host)
  if (refusal) return refusal
  return host.maintenance ? refuse('host.in-maintenance', { host: host.name }) : undefined
}

/** Memory that a fault takes from a host, MiB. */
export function leakedMib(world: World, host: Pick<HostRow, 'id'>): number {
  return faultsOn(world, 'host-memory-leak', host.id).reduce(
    (sum, fault) => sum + (fault.amount ?? 0),
    0,
  )
}

/** How far a host's clock is from the fabric's, in seconds. */
export function clockOffsetS(world: World, host: Pick<HostRow, 'id'>): number {
  return faultsOn(world, 'clock-jump', host.id).reduce((sum, fault) => sum + (fault.amount ?? 0), 0)
}

/** The domain accepts no ticket over a larger difference of clocks (Kerberos' default). */
const clockSkewMaxS = 300

/**
 * Why two hosts do not trust each other: their clocks are further apart than the domain's
 * authentication bears. That a live migration fails by it is our rule.
 */
export function clockRefusal(world: World, source: HostRow, target: HostRow): Refusal | undefined {
  const skewS = Math.abs(clockOffsetS(world, source) - clockOffsetS(world, target))
  if (skewS <= clockSkewMaxS) return undefined
  const hosts = { source: source.name, target: target.name }
  return refuse('host.clock-skew', { ...hosts, skewS, limitS: clockSkewMaxS })
}

/** Share of a host's processors that faults leave it, 0.01 to 1. */
export function processorShare(world: World, host: Pick<HostRow, 'id'>): number {
  let share = 1
  for (const fault of faultsOn(world, 'host-slow', host.id)) share *= 1 - (fault.amount ?? 0) / 100
  return Math.max(0.01, share)
}

/** The host in another condition from now on. */
export function inCondition(world: World, host: HostRow, condition: HostCondition): HostRow {
  const isUp = condition === 'up'
  const rest = { ...host, condition: isUp ? undefined : condition, conditionMs: world.nowMs }
  return isUp ? { ...rest, poweredOff: undefined } : rest
}

/** The state that the console shows of a VM: while its host does not respond, it knows none. */
export function shownStateOf(
  world: World,
  vm: Pick<VmRow, 'state' | 'hostId' | 'stored'>,
): VmState {
  if (vm.stored) return vm.state
  const host = world.find('host', vm.hostId)
  return host && statusOf(world, host) === 'not-responding' ? 'host-not-responding' : vm.state
}
