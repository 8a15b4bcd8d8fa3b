import type { FaultId } from '../../shared/domain/index.ts'
import { byId, faultEntry } from '../../shared/domain/index.ts'
import { bootHost } from '../cluster/index.ts'
import type { EventHandler } from '../engine/events.ts'
import { priorities } from '../engine/queue.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { FaultRow, VmRow, World } from '../world/index.ts'
import { faultsOn, put, remove } from '../world/index.ts'
import type { FaultRequest } from './checks.ts'
import { faultRefusal, targetOf } from './checks.ts'
import { hooksOf } from './hooks.ts'
import { hostFaultEvents } from './hosts.ts'
import { jobFaultEvents } from './jobs.ts'

/** Faults that are over and still listed; older ones go. */
export const endedMax = 200
const beginsEvent = 'fault.begins'
const endsEvent = 'fault.ends'

/**
 * Takes a fault: it strikes now, or is planned, and ends at its time if it has one. The caller has
 * asked `faultRefusal` before.
 */
export function injectFault(simulation: Simulation, request: FaultRequest): FaultId {
  const { world } = simulation
  const beginMs = Math.max(request.beginMs ?? world.nowMs, world.nowMs)
  const entry = faultEntry(request.kind)
  const id = world.nextId('fault')
  const { kind, targetId, part, endMs, userId, ownerName } = request
  const amount = request.amount ?? entry.amount?.usual
  const row: FaultRow = {
    ...{ id, kind, targetId, targetName: targetOf(world, targetId)?.name ?? targetId },
    ...(entry.part && part !== undefined ? { part } : {}),
    ...(entry.amount && amount !== undefined ? { amount } : {}),
    ...{ status: 'planned', beginMs },
    ...(endMs === undefined || entry.isInstant ? {} : { endMs }),
    ...{ userId, ownerName },
  }
  world.apply(put('fault', row))
  if (row.endMs !== undefined) {
    simulation.plan(row.endMs, endsEvent, { faultId: id }, priorities.finish)
  }
  if (beginMs > world.nowMs) simulation.plan(beginMs, beginsEvent, { faultId: id })
  else beginFault(simulation, { faultId: id })
  return id
}

/** A planned fault strikes; one whose target is gone, or is struck so already, is over at once. */
function beginFault(simulation: Simulation, { faultId }: { readonly faultId: FaultId }): void {
  const { world } = simulation
  const fault = world.find('fault', faultId)
  if (fault?.status !== 'planned') return
  const missed = faultRefusal(world, fault, faultId)
  if (missed) return finish(simulation, fault, missed.text)
  const active: FaultRow = { ...fault, status: 'active', beginMs: world.nowMs }
  world.apply(put('fault', active))
  hooksOf(fault.kind).begin?.(simulation, active)
  if (faultEntry(fault.kind).isInstant) endFault(simulation, faultId)
}

/** Ends a fault that strikes or is planned; one that is over stays as it is. */
export function endFault(simulation: Simulation, faultId: FaultId): void {
  const fault = simulation.world.find('fault', faultId)
  if (!fault || fault.status === 'ended') return
  finish(simulation, fault)
}

/**
 * Ends every fault, planned ones too, in the order in which they were made; a host that is still
 * down then, since its start was broken off, starts.
 */
export function settle(simulation: Simulation): number {
  const { world } = simulation
  const open = openFaults(world)
  for (const fault of open) endFault(simulation, fault.id)
  for (const host of world.all('host')) bootHost(simulation, host.id)
  return open.length
}

/** Faults that strike now or are planned, in the order in which they were made. */
export function openFaults(world: World): FaultRow[] {
  return [...world.all('fault')].filter(fault => fault.status !== 'ended').sort(byId)
}

function finish(simulation: Simulation, fault: FaultRow, missed?: string): void {
  const { world, queue } = simulation
  const ended: FaultRow = {
    ...fault,
    status: 'ended',
    endMs: world.nowMs,
    ...(fault.status === 'planned'
      ? { missed: missed ?? 'It was taken back before it began.' }
      : {}),
  }
  world.apply(put('fault', ended))
  queue.drop(event => (event.data as { faultId?: string } | undefined)?.faultId === fault.id)
  // What is gone needs no hook.
  if (fault.status === 'active' && targetOf(world, fault.targetId)) {
    hooksOf(fault.kind).end?.(simulation, ended)
  }
  forgetOldFaults(world)
}

function forgetOldFaults(world: World): void {
  const ended = [...world.all('fault')].filter(fault => fault.status === 'ended')
  ended.sort(byId)
  for (const { id } of ended.slice(0, Math.max(0, ended.length - endedMax))) {
    world.apply(remove('fault', id))
  }
}

/**
 * Ends what strikes, or would strike, an object that is gone, and the hang of a guest that was
 * started anew: nothing of it outlives a reset.
 */
export function keepFaults(simulation: Simulation): void {
  const { world } = simulation
  world.listen((change, before) => {
    if (change.table === 'vm' && 'row' in change && before) wake(simulation, change.row)
    if (!('gone' in change) || change.table === 'fault') return
    for (const fault of openFaults(world)) {
      if (fault.targetId === change.gone) endFault(simulation, fault.id)
    }
  })
}

function wake(simulation: Simulation, { id, startedMs }: VmRow): void {
  if (startedMs === undefined) return
  for (const fault of faultsOn(simulation.world, 'guest-hang', id)) {
    if (fault.beginMs < startedMs) endFault(simulation, fault.id)
  }
}

/** The events of faults, for the registry. */
export const faultEvents: Readonly<Record<string, EventHandler>> = {
  [beginsEvent]: beginFault as EventHandler,
  [endsEvent]: ((simulation: Simulation, { faultId }: { readonly faultId: FaultId }) =>
    endFault(simulation, faultId)) as EventHandler,
  ...hostFaultEvents,
  ...jobFaultEvents,
}
