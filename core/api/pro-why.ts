import type { ProWhy } from '../../shared/contract/index.ts'
import { msPerMinute } from '../../shared/domain/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { nameOf } from '../access/names.ts'
import { levelOf } from '../pro/course.ts'
import {
  compiledOf,
  covers,
  heldIn,
  heldNow,
  keptSilent,
  levelsAt,
  openTips,
  sampleMinute,
  tipsPerRuleMax,
} from '../pro/index.ts'
import { conditionFields } from '../pro/rule.ts'
import { objectsOf, signalsFor } from '../pro/signals/index.ts'
import type { HandlerContext, InputOf } from './handler.ts'
import { ruleFor } from './pro-tips.handlers.ts'

/**
 * Why a rule says what it says of one object: what it measures now, which conditions hold in how
 * many samples, and everything that keeps it from raising a tip.
 */
export function why(context: HandlerContext, input: InputOf<'pro', 'why'>): ProWhy | Refusal {
  const { world, access, caller } = context
  const { sourceId } = input
  if (!access.scope(caller, 'pro.read').covers(sourceId)) {
    return refuse('not-found', { kind: 'object', id: sourceId })
  }
  const known = ruleFor(context, input)
  if (known instanceof Refusal) return known
  const { rule, key } = known
  const compiled = compiledOf(rule)
  if (!compiled) return refuse('pro.rule-unknown', { rule: key })
  const running = { ...known, compiled }
  const minute = sampleMinute(world, rule.target, [running], {
    ...{ minute: Math.floor(world.nowMs / msPerMinute), isLook: true },
  })
  const slot = objectsOf(world, rule.target).findIndex(row => row?.id === sourceId)
  const held = heldNow(minute, running)
  const course = world.pro.courseOf(key, slot)
  const { need, of } = rule.samples
  const tip = openTips(world, key).get(sourceId)
  const conditions = conditionFields.flatMap(level => {
    const text = rule[level]
    if (text === undefined) return []
    return [{ level, text, holds: held[level]?.[slot] === 1, held: heldIn(course, level, of) }]
  })
  const holds = [
    ...(known.known.isEnabled ? [] : [`The pack ${known.known.pack.title} is off.`]),
    ...(known.isEnabled ? [] : ['The rule is off.']),
    ...unwatched(context, input, rule.critical !== undefined && rule.warning === undefined),
    ...(tip ? [] : keptSilent(world, known, sourceId)),
    ...(tip || openTips(world, key).size < tipsPerRuleMax
      ? []
      : [`The rule has ${tipsPerRuleMax} tips already; further objects share one.`]),
  ]
  const columnOf = minute.columnOf(running)
  const reached = conditions.filter(one => one.level !== 'clear' && one.held >= need)
  const holdsNow = conditions.filter(one => one.level !== 'clear' && one.holds)
  const verdict = () => {
    if (tip) return `A tip is ${tip.status}.`
    if (holds.length > 0 && holdsNow.length > 0) return `It holds now, and is silent: ${holds[0]}`
    if (holds.length > 0) return holds[0]!
    if (reached.length > 0 || levelOf(course) > 0) return 'It raises a tip with the next minute.'
    if (holdsNow.length === 0) return 'No condition holds now.'
    const [first] = holdsNow
    return `It held in ${first!.held} of the last ${of} samples, and ${need} are needed.`
  }
  return {
    ...{ ruleId: key, ruleName: rule.title, sourceId, sourceName: nameOf(world, sourceId) },
    ...{ verdict: verdict(), tipId: tip?.id, conditions, need, of, holds },
    signals: compiled.signals.map(name => {
      const { title, unit } = signalsFor(rule.target).get(name)!
      const value = columnOf(name)[slot]
      const window = rule.windows[name]
      return {
        ...{ name, title, unit },
        ...(value === undefined || Number.isNaN(value) ? {} : { value }),
        ...(window ? { window: `${window.aggregate} of ${window.minutes} minutes` } : {}),
      }
    }),
  }
}

function unwatched(
  { world }: HandlerContext,
  { sourceId }: InputOf<'pro', 'why'>,
  isCriticalOnly: boolean,
): string[] {
  const { levels, from } = levelsAt(world, sourceId)
  if (covers(levels.monitoring, isCriticalOnly ? 'critical' : 'warning')) return []
  const place = from ? `${from.name} says so` : 'no host group above it switches PRO on'
  return levels.monitoring === 'off'
    ? [`PRO does not watch it: ${place}.`]
    : [`Only critical tips are raised here: ${place}.`]
}
