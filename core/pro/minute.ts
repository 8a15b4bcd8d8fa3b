import type { AnyId, ProTarget, TipSeverity } from '../../shared/domain/index.ts'
import { msPerMinute, proSamplesKept, proTargets } from '../../shared/domain/index.ts'
import type { EventHandler } from '../engine/events.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { TipRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { levelOf } from './course.ts'
import type { Followed, Minute } from './evaluate.ts'
import { followRule, ringsOf, sampleMinute } from './evaluate.ts'
import { signalsOn } from './evidence.ts'
import { isAnyWatched, watchedOf } from './levels.ts'
import { automate } from './automatic.ts'
import { keptSilent } from './silent.ts'
import type { RunningRule } from './rules.ts'
import { runningRules } from './rules.ts'
import { objectsOf } from './signals/index.ts'
import { endWaivers, isUnderWay, openTips, proName, setStatus } from './tips.ts'

export const minuteEvent = 'pro.minute'
/** Objects of one rule that have a tip each; further ones share one. */
export const tipsPerRuleMax = 50
/**
 * Minutes after a remedy in which its object may get well before it is said that it did not help.
 */
const helpMinutes = 10

/** Sees to it that rules are asked each minute while PRO watches anything, or tips are open. */
export function watchPro(simulation: Simulation): void {
  const { world, queue } = simulation
  if (!isAnyWatched(world) && !hasOpenTips(world)) return world.pro.keep(new Set(), new Set())
  if (queue.all().some(event => event.type === minuteEvent)) return
  const next = (Math.floor(world.nowMs / msPerMinute) + 1) * msPerMinute
  simulation.plan(next, minuteEvent, {})
}

function hasOpenTips(world: World): boolean {
  for (const tip of world.all('tip')) if (tip.status !== 'closed') return true
  return false
}

/** Asks all rules that are on of all objects that are watched, and settles their tips. */
export function passPro(simulation: Simulation): void {
  const { world } = simulation
  const rules = runningRules(world)
  world.pro.keep(new Set(rules.map(rule => rule.key)), ringsOf(rules))
  endWaivers(world)
  const watched = watchedOf(world)
  const minute = Math.floor(world.nowMs / msPerMinute)
  for (const target of proTargets) {
    const mine = rules.filter(({ rule }) => rule.target === target)
    if (mine.length === 0) continue
    const samples = sampleMinute(world, target, mine, { minute })
    for (const rule of mine) {
      settle(world, samples, rule, followRule(world, samples, rule, watched[target]))
    }
  }
  closeOrphans(world, new Set(rules.map(rule => rule.key)))
  automate(simulation)
  watchPro(simulation)
}

/** Brings the tips of a rule to what its courses say. */
function settle(
  world: World,
  minute: Minute,
  rule: RunningRule,
  { courses, reached }: Followed,
): void {
  const { target } = rule.rule
  const open = openTips(world, rule.key)
  if (open.size === 0 && reached.length === 0) return
  const slotOf = (tip: TipRow) => slotIn(world, target, tip.sourceId)
  for (const tip of open.values()) {
    if (tip.more === undefined) keepUp(world, tip, severityOf(courses[slotOf(tip)] ?? 0))
  }
  const own = [...openTips(world, rule.key).values()].filter(hasOwnObject)
  const withTip = new Set(own.map(slotOf))
  const rows = objectsOf(world, target)
  const lacksTip = (slot: number) =>
    rows[slot] !== undefined && !withTip.has(slot) && holdsYet(rule, courses[slot]!)
  // all of them are chosen before the first is raised, since a new tip has all tips sorted anew
  const chosen: number[] = []
  let more = 0
  for (const slot of reached) {
    if (!lacksTip(slot)) continue
    if (own.length + chosen.length >= tipsPerRuleMax) more++
    else if (keptSilent(world, rule, rows[slot]!.id).length === 0) chosen.push(slot)
  }
  for (const slot of chosen) {
    const { id, name } = rows[slot]!
    raise(world, minute, rule, { id, name, slot }, courses[slot]!)
  }
  storm(world, rule, more)
}

/** The slot of an object, or its place where its kind has none; -1 for one that is gone. */
function slotIn(world: World, target: ProTarget, id: AnyId): number {
  if (target === 'cluster') return objectsOf(world, target).findIndex(row => row?.id === id)
  return world.find(target, id)?.slot ?? -1
}

/**
 * Whether the level of an object still has its samples: one that was kept silent meanwhile may only
 * be on its way back.
 */
function holdsYet({ rule: { samples } }: RunningRule, course: number): boolean {
  return heldIn(course, severityOf(course) ?? 'clear', samples.of) >= samples.need
}

/** What the level of a course makes of a tip; undefined where there is none to make. */
function severityOf(course: number): TipSeverity | undefined {
  const level = levelOf(course)
  if (level === 0) return undefined
  return level === 2 ? 'critical' : 'warning'
}

function hasOwnObject({ more }: TipRow): boolean {
  return more === undefined
}

/** A tip whose object is well closes; one that got worse or better says so. */
function keepUp(world: World, tip: TipRow, severity: TipSeverity | undefined): void {
  if (isUnderWay(tip)) return
  if (severity === undefined) {
    const detail = world.findAny(tip.sourceId) ? 'The object is well.' : 'The object is gone.'
    setStatus(world, tip.id, 'closed', proName, { detail })
  } else if (tip.status === 'resolved') {
    if (world.nowMs - tip.changedMs < helpMinutes * msPerMinute) return
    const detail = `The condition still holds ${helpMinutes} minutes after the remedy.`
    setStatus(world, tip.id, 'closed', proName, { detail })
  } else if (severity !== tip.severity) {
    world.apply(put('tip', { ...tip, severity, changedMs: world.nowMs }))
  }
}

interface Source {
  readonly id: AnyId
  readonly name: string
  readonly slot: number
}

function raise(
  world: World,
  minute: Minute,
  rule: RunningRule,
  source: Source,
  course: number,
): void {
  const severity = severityOf(course) ?? 'warning'
  const { samples } = rule.rule
  world.apply(
    put('tip', {
      ...wordsOf(rule),
      ...{ id: world.nextId('tip'), sourceId: source.id, sourceName: source.name, severity },
      ...{ status: 'active', raisedMs: world.nowMs, changedMs: world.nowMs, isAutomatic: false },
      condition: rule.rule[severity] ?? rule.rule.warning ?? rule.rule.critical ?? '',
      signals: signalsOn(world, minute, rule, source.slot),
      ...{ need: samples.need, of: samples.of, held: heldIn(course, severity, samples.of) },
      ...(minute.struck?.[source.slot] === 1 ? { isStruck: true as const } : {}),
      steps: [],
      transitions: [{ status: 'active', atMs: world.nowMs, byName: proName }],
    }),
  )
}

/** In how many of the last samples a condition held. */
export function heldIn(course: number, level: TipSeverity | 'clear', of: number): number {
  const shift = { warning: 0, critical: proSamplesKept, clear: 2 * proSamplesKept }[level]
  let held = 0
  for (let back = 0; back < of; back++) held += (course >>> (shift + back)) & 1
  return held
}

function wordsOf({ key, known, rule }: RunningRule) {
  const { title, description, cause, remedialAction } = rule
  return {
    ...{ rule: key, name: title, packName: known.pack.title },
    ...{ description, cause, remedialAction },
  }
}

/** One tip for all the objects of a rule that are too many to have one each. */
function storm(world: World, rule: RunningRule, more: number): void {
  const tip = [...openTips(world, rule.key).values()].find(one => one.more !== undefined)
  if (tip && more === 0) {
    const detail = 'Each object that is left has a tip of its own.'
    setStatus(world, tip.id, 'closed', proName, { detail })
  } else if (tip && tip.more !== more) {
    world.apply(put('tip', { ...tip, more, changedMs: world.nowMs }))
  } else if (!tip && more > 0) {
    const root = [...world.all('hostgroup')].find(group => group.parentId === undefined)
    if (!root) return
    world.apply(
      put('tip', {
        ...wordsOf(rule),
        ...{ id: world.nextId('tip'), sourceId: root.id, sourceName: root.name },
        ...{ severity: 'warning', status: 'active', isAutomatic: false, more },
        ...{ raisedMs: world.nowMs, changedMs: world.nowMs, steps: [], signals: [] },
        condition: rule.rule.warning ?? rule.rule.critical ?? '',
        ...{ need: rule.rule.samples.need, of: rule.rule.samples.of, held: 0 },
        transitions: [{ status: 'active', atMs: world.nowMs, byName: proName }],
      }),
    )
  }
}

/** Tips of rules that are off or gone, and of objects that are gone, close. */
function closeOrphans(world: World, running: ReadonlySet<string>): void {
  for (const tip of [...world.all('tip')]) {
    if (tip.status === 'closed' || isUnderWay(tip)) continue
    const isOff = !running.has(tip.rule)
    if (!isOff && world.findAny(tip.sourceId)) continue
    const detail = isOff ? 'Its rule is off.' : 'The object is gone.'
    setStatus(world, tip.id, 'closed', proName, { detail })
  }
}

/**
 * Forgets what rules remember of an object that is gone, so that the next in its slot starts anew.
 */
export function keepProColumns({ world }: Simulation): void {
  const targets: readonly string[] = proTargets
  world.listen((change, before) => {
    if (!('gone' in change) || !targets.includes(change.table)) return
    const target = change.table as ProTarget
    const isOfKind = (kind: 'course' | 'ring', name: string) =>
      kind === 'ring'
        ? name.startsWith(`${target}.`)
        : runningRules(world).some(({ key, rule }) => key === name && rule.target === target)
    if (target === 'cluster') {
      const slot = [...world.all('cluster')].filter(row => isBefore(row.id, change.gone)).length
      world.pro.close(slot, isOfKind, proSamplesKept)
    } else world.pro.forget((before as { slot: number }).slot, isOfKind, proSamplesKept)
  })
}

function isBefore(a: string, b: string): boolean {
  return Number(a.slice(a.lastIndexOf('-') + 1)) < Number(b.slice(b.lastIndexOf('-') + 1))
}

export const minuteEvents: Readonly<Record<string, EventHandler>> = {
  [minuteEvent]: passPro as EventHandler,
}
