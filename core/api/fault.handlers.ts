import type { FaultKindView, FaultView } from '../../shared/contract/index.ts'
import type { AnyId, FaultId, FaultTargetKind } from '../../shared/domain/index.ts'
import {
  byIdNumber,
  faultEntry,
  faultKinds,
  faultTexts,
  idsInOrder,
  msPerSecond,
  numberOfId,
} from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { Scope } from '../access/index.ts'
import type { FaultRequest } from '../faults/index.ts'
import {
  endFault,
  faultRefusal,
  injectFault,
  openFaults,
  partsOf,
  targetOf,
} from '../faults/index.ts'
import { recordJob } from '../jobs/record.ts'
import type { FaultRow } from '../world/index.ts'
import { guestConditionOf } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { seesObject } from './dispatcher.ts'
import { textOfAction } from './action-text.ts'

type TargetId = AnyId | 'fabric-1'

/** States of a VM that somebody wants to run and that does not. */
const affectedStates: ReadonlySet<string> = new Set(['host-not-responding', 'creation-failed'])

function kinds(): FaultKindView[] {
  return faultKinds.map(kind => {
    const { isInstant = false, ...entry } = faultEntry(kind)
    return { kind, ...entry, ...faultTexts[kind], isInstant }
  })
}

/** Faults of the whole fabric need a right to all of it. */
function covers(scope: Scope, id: TargetId): boolean {
  return id === 'fabric-1' ? scope.everything : scope.covers(id)
}

function viewOf(mine: Scope, fault: FaultRow): FaultView {
  const { id, kind, targetId, targetName, part, amount, status, beginMs, endMs, missed } = fault
  return {
    ...{ id, kind, title: faultTexts[kind].title, targetId, targetName, part, amount },
    unit: faultEntry(kind).amount?.unit,
    ...{ status, beginMs, endMs, missed, ownerName: fault.ownerName },
    mayEnd: status !== 'ended' && covers(mine, targetId),
  }
}

function list(
  { world, access, caller }: HandlerContext,
  { status, limit }: InputOf<'fault', 'list'>,
): OutputOf<'fault', 'list'> {
  const seen = access.scope(caller, 'fault.read')
  const mine = access.scope(caller, 'fault.control')
  const all = [...world.all('fault')]
  const rows = all
    .filter(fault => covers(seen, fault.targetId) || goneButOwn(fault, caller.userId))
    .filter(fault => status === undefined || fault.status === status)
    .sort((a, b) => numberOfId(b.id) - numberOfId(a.id))
  const counts = { runningVms: 0, affectedVms: 0 }
  const vms = access.scope(caller, 'vm.read')
  for (const vm of world.all('vm')) {
    if (vm.recycled || !vms.vm(vm)) continue
    const isHurt = guestConditionOf(world, vm) !== 'normal' || vm.isStalled === true
    if (isHurt || vm.lost !== undefined || affectedStates.has(vm.state)) counts.affectedVms++
    else if (vm.state === 'running') counts.runningVms++
  }
  return {
    rows: rows.slice(0, limit).map(fault => viewOf(mine, fault)),
    total: rows.length,
    active: all.filter(fault => fault.status === 'active').length,
    asOfMs: world.nowMs,
    ...counts,
  }
}

/** What is over and whose target is gone stays in the list of whoever made it. */
function goneButOwn(fault: FaultRow, userId: string): boolean {
  return fault.status === 'ended' && fault.userId === userId
}

function targets(
  { world, access, caller }: HandlerContext,
  { kind, text, limit }: InputOf<'fault', 'targets'>,
): OutputOf<'fault', 'targets'> {
  const { target, part } = faultEntry(kind)
  const mine = access.scope(caller, 'fault.control')
  const sought = text.trim().toLowerCase()
  const found: { id: string; name: string; parts: string[] }[] = []
  for (const id of idsOf(world, target)) {
    const named = targetOf(world, id)
    if (!named || !covers(mine, id) || !named.name.toLowerCase().includes(sought)) continue
    if (kind === 'job-worker-death' && world.get('job', id).process === undefined) continue
    found.push({ ...named, parts: part ? partsOf(world, part, id) : [] })
  }
  return {
    rows: found.slice(0, limit).map(({ id, name, parts }) => ({ id, name, parts })),
    total: found.length,
  }
}

function idsOf(world: HandlerContext['world'], target: FaultTargetKind): TargetId[] {
  if (target === 'fabric') return ['fabric-1']
  if (target === 'job') {
    return idsInOrder(world.index.openJobs)
  }
  return [...world.all(target)].map(row => row.id)
}

function inject(
  context: HandlerContext,
  input: InputOf<'fault', 'inject'>,
): Refusal | (() => Applied) {
  const { world, caller, simulation } = context
  const { nowMs } = world
  const { kind, part, amount, beginMs, durationS } = input
  const targetId = input.targetId as TargetId
  if (beginMs !== undefined && beginMs < nowMs) {
    return refuse('fault.begins-in-past', { beginMs, nowMs })
  }
  const endMs = durationS && (beginMs ?? nowMs) + durationS * msPerSecond
  const { userId, name: ownerName } = caller
  const request: FaultRequest = { kind, targetId, part, amount, beginMs, endMs, userId, ownerName }
  const refusal = scopeRefusal(context, targetId) ?? faultRefusal(world, request)
  if (refusal) return refusal
  return () => {
    const target = targetOf(world, targetId)?.name ?? targetId
    const id = injectFault(simulation, request)
    const what = part === undefined ? faultTexts[kind].title : `${faultTexts[kind].title}: ${part}`
    const jobId = recordJob(world, {
      name: 'job.fault.inject',
      ...(targetId === 'fabric-1' ? {} : { targetId }),
      ...{ targetName: target, caller },
      changes: [{ object: target, property: 'Fault', before: '', after: what }],
    })
    return { jobId, id, undo: { operation: 'fault.end', input: { faultIds: [id] } } }
  }
}

/** Why the caller cannot strike a target: it is hidden, or outside what they control. */
function scopeRefusal(context: HandlerContext, targetId: TargetId): Refusal | undefined {
  const { access, caller } = context
  if (covers(access.scope(caller, 'fault.control'), targetId)) return undefined
  if (targetId !== 'fabric-1' && !seesObject(context, targetId)) {
    return refuse('not-found', { kind: 'target', id: targetId })
  }
  const id = targetId === 'fabric-1' ? undefined : targetId
  const missing = access.decide(caller, 'fault.control', id).missing
  return refuse('access.denied', {
    action: textOfAction('fault.control'),
    target: targetOf(context.world, targetId)?.name ?? targetId,
    missing: missing ?? 'A fault of the whole fabric needs a right to all of it.',
  })
}

function end(context: HandlerContext, { faultIds }: InputOf<'fault', 'end'>) {
  const { world, access, caller } = context
  const seen = access.scope(caller, 'fault.read')
  const faults: FaultRow[] = []
  for (const id of [...new Set(faultIds)]) {
    const fault = world.find('fault', id)
    if (!fault || !covers(seen, fault.targetId)) return refuse('not-found', { kind: 'fault', id })
    const refusal = scopeRefusal(context, fault.targetId)
    if (refusal) return refusal
    const { title } = faultTexts[fault.kind]
    if (fault.status !== 'ended') faults.push(fault)
    else if (faultIds.length === 1) {
      return refuse('fault.ended', { fault: title, target: fault.targetName })
    }
  }
  return () => endThem(context, faults)
}

function endAll(context: HandlerContext) {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'fault.control')
  return () =>
    endThem(
      context,
      openFaults(world).filter(fault => covers(mine, fault.targetId)),
    )
}

function endThem(
  { world, simulation, caller }: HandlerContext,
  faults: readonly FaultRow[],
): Applied {
  const ids = faults.map(fault => fault.id).sort(byIdNumber)
  for (const id of ids as FaultId[]) endFault(simulation, id)
  const [one] = faults
  if (!one) return { accepted: 0 }
  const jobId = recordJob(world, {
    name: 'job.fault.end',
    targetName: faults.length === 1 ? one.targetName : `${faults.length} faults`,
    caller,
    changes: faults.map(({ kind, targetName }) => ({
      ...{ object: targetName, property: 'Fault', before: faultTexts[kind].title, after: '' },
    })),
  })
  return { jobId, accepted: faults.length }
}

export const faultHandlers = { kinds, targets, list, inject, end, endAll }
