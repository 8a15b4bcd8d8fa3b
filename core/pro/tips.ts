import type { AnyId, TipId, TipStatus } from '../../shared/domain/index.ts'
import { numberOfId } from '../../shared/domain/index.ts'
import type { TipRow, WaiverRow, World } from '../world/index.ts'
import { followsFrom, put, remove } from '../world/index.ts'

/** Tips over that are kept; the oldest go. */
export const historyMax = 1000
/** What PRO calls itself. */
export const proName = 'PRO'

/** The ways from one status of a tip to the next (facts 2.1). */
export const tipTransitions: Readonly<Record<TipStatus, readonly TipStatus[]>> = {
  active: ['initialized', 'auto', 'dismissed', 'closed'],
  initialized: ['running', 'failed'],
  auto: ['running', 'failed'],
  running: ['resolved', 'failed'],
  resolved: ['closed'],
  failed: ['initialized', 'auto', 'dismissed', 'closed'],
  dismissed: ['closed'],
  closed: [],
}

/** Whether a tip still stands for its object: the rule raises no other one meanwhile. */
export function isOpen({ status }: Pick<TipRow, 'status'>): boolean {
  return status !== 'closed'
}

/** Whether a person may implement or dismiss it. */
export function isOffered({ status }: Pick<TipRow, 'status'>): boolean {
  return status === 'active' || status === 'failed'
}

export function isUnderWay({ status }: Pick<TipRow, 'status'>): boolean {
  return status === 'initialized' || status === 'auto' || status === 'running'
}

interface TipIndex {
  /** Open tips by rule and object. */
  readonly open: ReadonlyMap<string, ReadonlyMap<string, TipRow>>
  /** When the last tip of a rule on an object ended, by `rule|object`. */
  readonly endedMs: ReadonlyMap<string, number>
}

export const tipIndex = followsFrom(['tip'], (world): TipIndex => {
  const open = new Map<string, Map<string, TipRow>>()
  const endedMs = new Map<string, number>()
  for (const tip of world.all('tip')) {
    if (!isOpen(tip)) {
      endedMs.set(`${tip.rule}|${tip.sourceId}`, tip.endedMs ?? tip.changedMs)
      continue
    }
    const ofRule = open.get(tip.rule)
    if (ofRule) ofRule.set(tip.sourceId, tip)
    else open.set(tip.rule, new Map([[tip.sourceId, tip]]))
  }
  return { open, endedMs }
})

const none: ReadonlyMap<string, TipRow> = new Map()

/** The open tips of a rule by their objects. */
export function openTips(world: World, rule: string): ReadonlyMap<string, TipRow> {
  return tipIndex(world).open.get(rule) ?? none
}

/** Puts a tip into another status, and keeps who did it. */
export function setStatus(
  world: World,
  tipId: TipId,
  status: TipStatus,
  byName: string,
  more: Partial<TipRow> & { readonly detail?: string } = {},
): TipRow {
  const { detail, ...change } = more
  const tip = world.get('tip', tipId)
  const said = detail === undefined ? {} : { detail }
  const row: TipRow = {
    ...{ ...tip, ...change, status, changedMs: world.nowMs },
    transitions: [...tip.transitions, { status, atMs: world.nowMs, byName, ...said }],
    ...(status === 'closed' ? { endedMs: world.nowMs } : {}),
  }
  world.apply(put('tip', row))
  if (status === 'closed') forgetOldTips(world)
  return row
}

function forgetOldTips(world: World): void {
  const over = [...world.all('tip')].filter(tip => !isOpen(tip))
  over.sort((a, b) => numberOfId(a.id) - numberOfId(b.id))
  for (const { id } of over.slice(0, Math.max(0, over.length - historyMax))) {
    world.apply(remove('tip', id))
  }
}

const waivers = followsFrom(['waiver'], world => {
  const found = new Map<string, WaiverRow>()
  for (const waiver of world.all('waiver')) {
    found.set(`${waiver.rule}|${waiver.sourceId}`, waiver)
  }
  return found
})

/** The waiver of a rule on an object that holds now. */
export function waiverOf(world: World, rule: string, sourceId: AnyId): WaiverRow | undefined {
  const waiver = waivers(world).get(`${rule}|${sourceId}`)
  return waiver && (waiver.untilMs ?? Infinity) > world.nowMs ? waiver : undefined
}

/**
 * Ends a waiver. The tip that it kept silent closes with it, so that the rule says again what it
 * finds.
 */
export function endWaiver(world: World, { id, rule, sourceId }: WaiverRow, byName: string): void {
  world.apply(remove('waiver', id))
  const tip = openTips(world, rule).get(sourceId)
  if (tip?.status !== 'dismissed') return
  setStatus(world, tip.id, 'closed', byName, { detail: 'Its waiver ended.' })
}

/** Waivers whose time is over go. */
export function endWaivers(world: World): void {
  for (const waiver of [...world.all('waiver')]) {
    if ((waiver.untilMs ?? Infinity) <= world.nowMs) endWaiver(world, waiver, proName)
  }
}
