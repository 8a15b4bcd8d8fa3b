import type { AnyId, FaultId, FaultKind, UserId } from '../../shared/domain/index.ts'
import { faultEntry, kindOfId } from '../../shared/domain/index.ts'
import { faultTexts } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { JobRow, RoleRow, VmRow, World } from '../world/index.ts'
import { faultsOn } from '../world/index.ts'
import { partsOf } from './parts.ts'

/** Faults that may strike or be planned at a time. */
const openMax = 1000

/** A fault as it is asked for. */
export interface FaultRequest {
  readonly kind: FaultKind
  readonly targetId: AnyId | 'fabric-1'
  readonly part?: string
  /** In the unit of its kind; its usual size unless said otherwise. */
  readonly amount?: number
  /** When it begins and ends: now, and when somebody ends it, unless said otherwise. */
  readonly beginMs?: number
  readonly endMs?: number
  readonly userId?: UserId
  readonly ownerName: string
}

/** What a fault strikes, with its name; the fabric is a target too. */
export function targetOf(
  world: World,
  id: AnyId | 'fabric-1',
): { readonly id: string; readonly name: string } | undefined {
  if (id === 'fabric-1') return world.fabric
  const row = world.findAny(id)
  if (!row) return undefined
  return { id, name: kindOfId(id) === 'job' ? (row as JobRow).targetName : nameIn(row) }
}

function nameIn(row: object): string {
  return (row as { readonly name?: string }).name ?? ''
}

/**
 * Why a fault cannot strike: its target is of another kind or gone, the part is unknown, the amount
 * out of range, or the same fault strikes there already.
 * @param self the fault that asks again as its time comes
 */
export function faultRefusal(
  world: World,
  request: FaultRequest,
  self?: FaultId,
): Refusal | undefined {
  const { kind, targetId } = request
  const { title } = faultTexts[kind]
  const wanted = faultEntry(kind).target
  const isKind = targetId === 'fabric-1' ? wanted === 'fabric' : kindOfId(targetId) === wanted
  if (!isKind) return refuse('fault.target-kind', { fault: title, wanted, id: targetId })
  const target = targetOf(world, targetId)
  if (!target) return refuse('not-found', { kind: wanted, id: targetId })
  if (self === undefined && openCount(world) >= openMax) {
    return refuse('fault.too-many', { limit: openMax })
  }
  return (
    partRefusal(world, request, target.name) ??
    amountRefusal(request) ??
    stateRefusal(world, request, target.name) ??
    sameRefusal(world, request, target.name)
  )
}

function openCount(world: World): number {
  let open = 0
  for (const fault of world.all('fault')) if (fault.status !== 'ended') open++
  return open
}

function partRefusal(
  world: World,
  { kind, targetId, part }: FaultRequest,
  target: string,
): Refusal | undefined {
  const { part: partKind } = faultEntry(kind)
  if (!partKind) return undefined
  const parts = partsOf(world, partKind, targetId)
  if (part !== undefined && parts.includes(part)) return undefined
  const words = { partKind: partKind.replace('-', ' '), target, parts }
  return part === undefined
    ? refuse('fault.part-needed', { fault: faultTexts[kind].title, ...words })
    : refuse('fault.part-unknown', { part, ...words })
}

function amountRefusal({ kind, amount }: FaultRequest): Refusal | undefined {
  const limits = faultEntry(kind).amount
  if (!limits || amount === undefined) return undefined
  const { least, most, unit } = limits
  if (Number.isInteger(amount) && amount >= least && amount <= most) return undefined
  return refuse('fault.amount', { fault: faultTexts[kind].title, amount, least, most, unit })
}

/** What the target itself must be like. */
function stateRefusal(
  world: World,
  { kind, targetId }: FaultRequest,
  target: string,
): Refusal | undefined {
  const row = targetId === 'fabric-1' ? undefined : world.findAny(targetId)
  if (kind === 'job-worker-death') {
    const { name, status, process } = row as JobRow
    if (status !== 'running' || process === undefined) {
      return refuse('fault.job-not-running', { job: name, target, status })
    }
  }
  if (kind === 'permission-revoked' && (row as RoleRow).profile === 'administrator') {
    return refuse('fault.locks-out', { role: target })
  }
  if (kindOfId(targetId) === 'vm' && (row as VmRow).recycled) {
    return refuse('vm.recycled', { name: target })
  }
  return undefined
}

function sameRefusal(
  world: World,
  { kind, targetId, part }: FaultRequest,
  target: string,
): Refusal | undefined {
  if (faultsOn(world, kind, targetId, part).length === 0) return undefined
  const what = part === undefined ? target : `${part} of ${target}`
  return refuse('fault.already', { fault: faultTexts[kind].title, target: what })
}
