import type { TipDetails, TipRowView, WaiverView } from '../../shared/contract/index.ts'
import type { ProLevels } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import { kindNames } from '../access/names.ts'
import type { KnownRule } from '../pro/index.ts'
import {
  covers,
  findRule,
  isDrill,
  isOffered,
  isOpen,
  levelsAt,
  stepsFor,
  waiverOf,
} from '../pro/index.ts'
import type { TipRow, TipStep, WaiverRow } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'
import { progressOf } from './job-progress.ts'
import type { Columns } from './list.ts'
import { numberColumn, textColumn } from './list.ts'
import { remedyStepViewOf } from './remedy-view.ts'

/** What a tip still asks for: something of people, nothing, or nothing while its waiver holds. */
function groupOf({ world }: HandlerContext, tip: TipRow): TipRowView['group'] {
  if (isOpen(tip) && waiverOf(world, tip.rule, tip.sourceId)) return 'waived'
  return tip.status === 'closed' || tip.status === 'resolved' || tip.status === 'dismissed'
    ? 'history'
    : 'active'
}

export function tipColumns(context: HandlerContext): Columns<TipRow> {
  return {
    severity: textColumn(tip => tip.severity),
    status: textColumn(tip => tip.status),
    group: textColumn(tip => groupOf(context, tip)),
    sourceName: textColumn(tip => tip.sourceName),
    sourceId: textColumn(tip => tip.sourceId),
    sourceKind: textColumn(tip => kindOfId(tip.sourceId)),
    name: textColumn(tip => tip.name),
    ruleId: textColumn(tip => tip.rule),
    packName: textColumn(tip => tip.packName),
    mode: textColumn(tip => (tip.isAutomatic ? 'automatic' : 'manual')),
    raisedMs: numberColumn(tip => tip.raisedMs),
    changedMs: numberColumn(tip => tip.changedMs),
    endedMs: numberColumn(tip => tip.endedMs),
  }
}

export function tipView(context: HandlerContext, tip: TipRow): TipRowView {
  const { world, simulation } = context
  const { id, severity, status, sourceId, name, packName, raisedMs, changedMs, endedMs } = tip
  const jobId = [...tip.steps].reverse().find(step => step.jobId !== undefined)?.jobId
  const job = world.find('job', jobId)
  const progressPercent = job && status === 'running' ? progressOf(simulation, job) : undefined
  return {
    ...{ id, severity, status, group: groupOf(context, tip), sourceId, name, packName },
    ...{ ruleId: tip.rule, raisedMs, changedMs, endedMs, jobId: job?.id },
    sourceName: tip.sourceName,
    sourceKind: kindNames[kindOfId(sourceId) ?? 'host'],
    mode: tip.isAutomatic ? 'automatic' : 'manual',
    summary: tip.remedialAction,
    ...{ progressPercent, lastError: tip.lastError, more: tip.more },
  }
}

export function waiverViewOf(waiver: WaiverRow): WaiverView {
  const { id, rule, ruleName, sourceId, sourceName, reason, untilMs, byName, atMs } = waiver
  return { id, ruleId: rule, ruleName, sourceId, sourceName, reason, untilMs, byName, atMs }
}

/** A tip with everything; of one that can be implemented also what its commands would do now. */
export function tipDetailsOf(context: HandlerContext, tip: TipRow): TipDetails {
  const { world, access, caller } = context
  const known = findRule(world, tip.rule)
  const waiver = waiverOf(world, tip.rule, tip.sourceId)
  const { need, of, held, signals } = tip
  const mayDo = access.scope(caller, 'pro.implement').tip(tip)
  const isFree = isOffered(tip)
  const steps = tip.steps.length > 0 && !isFree ? tip.steps : preparedSteps(context, tip, known)
  const remedy =
    typeof steps === 'string' ? [] : steps.map(step => remedyStepViewOf(context, tip, step, isFree))
  const refused = remedy.find(step => step.refused)?.refused
  const isOwn = tip.more === undefined
  const noRemedy =
    typeof steps === 'string' ? steps : 'Its remedial action is for people: it has no commands.'
  const notFree = isFree ? undefined : `The tip is ${tip.status}.`
  const noRight = mayDo ? undefined : 'You may not implement or dismiss PRO tips on this object.'
  const possible = (why: string | undefined) => ({ isPossible: why === undefined, why })
  return {
    ...tipView(context, tip),
    ...{ description: tip.description, cause: tip.cause, remedialAction: tip.remedialAction },
    ...{ condition: tip.condition, source: known?.rule.source ?? '' },
    ...(known?.rule.citation ? { citation: known.rule.citation } : {}),
    evidence: {
      need,
      of,
      held,
      signals: signals.map(one => ({ ...one, samples: [...one.samples] })),
    },
    why: whyRaised(tip),
    whyNotAutomatic: whyNotAutomatic(context, tip, known),
    closes: closesHow(known, tip),
    remedy,
    transitions: tip.transitions.map(one => ({ ...one })),
    actions: {
      implement: possible(noRight ?? notFree ?? (remedy.length > 0 ? refused?.text : noRemedy)),
      dismiss: possible(noRight ?? notFree),
      waive: possible(noRight ?? (isOwn ? undefined : 'Waive each object by itself.')),
    },
    ...(waiver ? { waiver: waiverViewOf(waiver) } : {}),
  }
}

export function preparedSteps(
  { world }: HandlerContext,
  tip: TipRow,
  known: KnownRule | undefined,
): readonly TipStep[] | string {
  if (!known) return 'Its rule is gone.'
  return tip.more === undefined ? stepsFor(world, known.rule, tip.sourceId) : []
}

function whyRaised({ signals, need, of, held, condition, more, isStruck }: TipRow): string {
  if (more !== undefined) {
    return `The rule holds for ${more} objects more than those that have a tip of their own.`
  }
  const values = signals.map(({ title, unit, samples }) => {
    const last = samples[samples.length - 1]
    return `${title} ${last ? figure(last[1], unit) : 'not measured'}`
  })
  const often = of > 1 ? ` in ${held} of the last ${of} samples, and ${need} are enough` : ''
  const drill = isStruck ? ' The drill “Rule storm” had it hold, whatever was measured.' : ''
  return `${condition} held${often}. At the end: ${values.join(', ')}.${drill}`
}

/** A number with its unit, as short as it can be read. */
export function figure(value: number, unit: string): string {
  const digits = value >= 100 || value <= -100 ? 0 : value >= 10 ? 1 : 2
  const scale = [1, 10, 100][digits]!
  const number = String(Math.round(value * scale) / scale)
  return unit === '' || unit === 'count' || unit === '0/1' ? number : `${number} ${unit}`
}

function whyNotAutomatic(
  { world }: HandlerContext,
  tip: TipRow,
  known: KnownRule | undefined,
): string | undefined {
  if (tip.isAutomatic) return undefined
  if (!known || known.rule.remedy.length === 0) return 'Its rule has no commands.'
  if (isDrill(world, tip)) return 'A drill raised it: nothing is carried out by itself meanwhile.'
  const { levels, from } = levelsAt(world, tip.sourceId)
  if (covers(levels.automation, tip.severity)) return undefined
  const said = {
    none: 'no tips are',
    critical: 'only critical tips are',
    all: 'all tips are',
  } as const satisfies Record<ProLevels['automation'], string>
  const place = from ? `as ${from.name} says` : 'by default'
  return `Here ${said[levels.automation]} carried out automatically, ${place}.`
}

function closesHow(known: KnownRule | undefined, tip: TipRow): string {
  const { samples, clear } = known?.rule ?? { samples: { need: tip.need, of: tip.of } }
  const none = `no level held in the last ${samples.of} ${samples.of === 1 ? 'sample' : 'samples'}`
  return clear === undefined
    ? `It closes by itself once ${none}.`
    : `It closes by itself once ${none} and ${clear} holds.`
}
