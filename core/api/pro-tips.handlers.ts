import type { TipSeverity } from '../../shared/domain/index.ts'
import { byId, msPerMinute } from '../../shared/domain/index.ts'
import { Refusal, refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { RefusedItem } from '../../shared/contract/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { KnownRule } from '../pro/index.ts'
import {
  endWaiver,
  findRule,
  isOffered,
  isOpen,
  isTarget,
  runningRules,
  setStatus,
  startRemedy,
  waiverOf,
  watchedOf,
  watchPro,
} from '../pro/index.ts'
import { kindNames, nameOf } from '../access/names.ts'
import type { TipRow, WaiverRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { answerOf, windowOver } from './list.ts'
import { nearestOf } from './pro-nearest.ts'
import { preparedSteps, tipColumns, tipDetailsOf, tipView, waiverViewOf } from './pro-views.ts'
import { rowsOfScope } from './pro-scope.ts'

/** The tips in scope, newest first. */
export function listTips(
  context: HandlerContext,
  input: InputOf<'pro', 'list'>,
): OutputOf<'pro', 'list'> | Refusal {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'pro.read')
  const within = rowsOfScope(context, input.scope)
  const rows = [...world.all('tip')].filter(tip => mine.tip(tip) && within(tip.sourceId))
  const page = windowOver(rows, tipColumns(context), input, { newestFirst: true })
  return page instanceof Refusal ? page : answerOf(world, page, tip => tipView(context, tip))
}

function get(
  context: HandlerContext,
  { tipId }: InputOf<'pro', 'get'>,
): OutputOf<'pro', 'get'> | Refusal {
  const { world, access, caller } = context
  const tip = world.find('tip', tipId)
  if (!tip || !access.scope(caller, 'pro.read').tip(tip)) {
    return refuse('not-found', { kind: 'PRO tip', id: tipId })
  }
  return tipDetailsOf(context, tip)
}

function summary(context: HandlerContext): OutputOf<'pro', 'summary'> {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'pro.read')
  const byStatus: Record<string, number> = {}
  const active = { critical: 0, warning: 0 } satisfies Record<TipSeverity, number>
  for (const tip of world.all('tip')) {
    if (!mine.tip(tip)) continue
    byStatus[tip.status] = (byStatus[tip.status] ?? 0) + 1
    if (isOffered(tip) && !waiverOf(world, tip.rule, tip.sourceId)) active[tip.severity]++
  }
  const watched = watchedOf(world)
  let objectsWatched = 0
  for (const host of world.all('host'))
    if (watched.host[host.slot]! > 0 && mine.host(host)) objectsWatched++
  for (const vm of world.all('vm')) {
    if (!vm.recycled && watched.vm[vm.slot]! > 0 && mine.vm(vm)) objectsWatched++
  }
  for (const volume of world.all('volume')) {
    if (watched.volume[volume.slot]! > 0 && mine.volume(volume)) objectsWatched++
  }
  const isOn = objectsWatched > 0
  return {
    ...{ ...active, active: active.critical + active.warning, byStatus, objectsWatched },
    rulesWatching: runningRules(world).length,
    ...(isOn ? { lastEvaluatedMs: Math.floor(world.nowMs / msPerMinute) * msPerMinute } : {}),
    nearest: isOn ? nearestOf(context, watched) : [],
    asOfMs: world.nowMs,
  }
}

interface Chosen {
  readonly tips: readonly TipRow[]
  readonly refused: readonly RefusedItem[]
}

/** The named tips of which something can be done, and why not of the others. */
function chosenOf(
  { world }: HandlerContext,
  tipIds: readonly TipRow['id'][],
  refusalOf: (tip: TipRow) => Refusal | undefined,
): Chosen | Refusal {
  const tips: TipRow[] = []
  const refused: RefusedItem[] = []
  let first: Refusal | undefined
  for (const id of new Set(tipIds)) {
    const tip = world.get('tip', id)
    const refusal = refusalOf(tip)
    first ??= refusal
    if (refusal) refused.push({ id, name: tip.name, refusal: viewOfRefusal(refusal) })
    else tips.push(tip)
  }
  if (tips.length === 0 && first) return first
  return { tips, refused }
}

function notOffered(tip: TipRow): Refusal | undefined {
  const { name, sourceName: source, status } = tip
  return isOffered(tip) ? undefined : refuse('pro.not-open', { name, source, status })
}

/** Why the remedy of a tip cannot be carried out by the caller now. */
function remedyRefusal(context: HandlerContext, tip: TipRow): Refusal | undefined {
  const { world, simulation, caller } = context
  const { name, sourceName: source } = tip
  const steps = preparedSteps(context, tip, findRule(world, tip.rule))
  if (typeof steps === 'string') {
    return refuse('pro.remedy-refused', { name, source, step: 'its commands', reason: steps })
  }
  const [first] = steps
  if (!first) return refuse('pro.no-remedy', { name })
  // Later commands may be possible only after this one.
  const command = { ...first, tip, userId: caller.userId }
  const verdict = simulation.commander?.verdict(simulation, command)
  if (!(verdict instanceof Refusal)) return undefined
  const step = first.operation
  return refuse('pro.remedy-refused', { name, source, step, reason: verdict.text })
}

function implement(context: HandlerContext, { tipIds }: InputOf<'pro', 'implement'>) {
  const { simulation, caller } = context
  const chosen = chosenOf(context, tipIds, tip => notOffered(tip) ?? remedyRefusal(context, tip))
  if (chosen instanceof Refusal) return chosen
  return (): Applied => {
    for (const tip of chosen.tips) startRemedy(simulation, tip, caller)
    return { id: chosen.tips[0]!.id, accepted: chosen.tips.length, refused: chosen.refused }
  }
}

function dismiss(context: HandlerContext, { tipIds }: InputOf<'pro', 'dismiss'>) {
  const { world, caller, simulation } = context
  const chosen = chosenOf(context, tipIds, notOffered)
  if (chosen instanceof Refusal) return chosen
  return (): Applied => {
    for (const tip of chosen.tips) setStatus(world, tip.id, 'dismissed', caller.name)
    watchPro(simulation)
    return { id: chosen.tips[0]!.id, accepted: chosen.tips.length, refused: chosen.refused }
  }
}

/** The rule, or why it does not watch the object. */
export function ruleFor(
  { world }: HandlerContext,
  { ruleId, sourceId }: Pick<InputOf<'pro', 'why'>, 'ruleId' | 'sourceId'>,
): KnownRule | Refusal {
  const known = findRule(world, ruleId)
  if (!known) return refuse('pro.rule-unknown', { rule: ruleId })
  if (isTarget(known.rule.target, sourceId) && world.findAny(sourceId)) return known
  const name = nameOf(world, sourceId)
  const wanted = kindNames[known.rule.target]
  return refuse('pro.other-target', { rule: known.rule.title, wanted, name })
}

function waive(context: HandlerContext, input: InputOf<'pro', 'waive'>) {
  const { world, caller } = context
  const { ruleId, sourceId, reason, untilMs } = input
  const known = ruleFor(context, input)
  if (known instanceof Refusal) return known
  const [ruleName, sourceName] = [known.rule.title, nameOf(world, sourceId)]
  if (waiverOf(world, ruleId, sourceId)) {
    return refuse('pro.waived-already', { rule: ruleName, source: sourceName })
  }
  if (untilMs !== undefined && untilMs <= world.nowMs) {
    return refuse('pro.waiver-past', { untilMs, nowMs: world.nowMs })
  }
  return (): Applied => {
    const waiver: WaiverRow = {
      ...{ id: world.nextId('waiver'), rule: ruleId, ruleName, sourceId, sourceName, reason },
      ...(untilMs === undefined ? {} : { untilMs }),
      ...{ userId: caller.userId, byName: caller.name, atMs: world.nowMs },
    }
    world.apply(put('waiver', waiver))
    for (const tip of [...world.all('tip')]) {
      if (tip.rule !== ruleId || tip.sourceId !== sourceId || !isOpen(tip)) continue
      const detail = `Waived: ${reason}`
      if (isOffered(tip)) setStatus(world, tip.id, 'dismissed', caller.name, { detail })
    }
    const undo = { operation: 'pro.unwaive', input: { waiverId: waiver.id } }
    const jobId = recordWaiver(context, waiver, 'job.pro.waive', '', reason)
    return { id: waiver.id, jobId, undo }
  }
}

function recordWaiver(
  { world, caller }: HandlerContext,
  { sourceId, sourceName, ruleName }: WaiverRow,
  name: string,
  before: string,
  after: string,
) {
  const changes = changeOf(ruleName, 'Waiver', before, after)
  return recordJob(world, { name, targetId: sourceId, targetName: sourceName, caller, changes })
}

function unwaive(context: HandlerContext, { waiverId }: InputOf<'pro', 'unwaive'>) {
  const { world, caller } = context
  const waiver = world.get('waiver', waiverId)
  return (): Applied => {
    endWaiver(world, waiver, caller.name)
    const { rule: ruleId, sourceId, reason, untilMs } = waiver
    const input = { ruleId, sourceId, reason, ...(untilMs === undefined ? {} : { untilMs }) }
    return {
      jobId: recordWaiver(context, waiver, 'job.pro.unwaive', reason, ''),
      undo: { operation: 'pro.waive', input },
    }
  }
}

function waivers({ world, access, caller }: HandlerContext): OutputOf<'pro', 'waivers'> {
  const mine = access.scope(caller, 'pro.read')
  const rows = [...world.all('waiver')].filter(
    waiver => mine.waiver(waiver) && (waiver.untilMs ?? Infinity) > world.nowMs,
  )
  return rows.sort(byId).map(waiverViewOf)
}

/** Tips: listed, explained, carried out, dismissed and waived. */
export const proTipHandlers = {
  ...{ list: listTips, get, summary, implement, dismiss, waive, unwaive, waivers },
}
