import type { RulePreview, RuleProblem, RuleRowView } from '../../shared/contract/index.ts'
import type { ProPack, ProRule } from '../../shared/domain/index.ts'
import { msPerMinute, ownPackId, proLimits, proRule, proSchema } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { KnownRule } from '../pro/index.ts'
import {
  compiledOf,
  findPack,
  findRule,
  heldNow,
  openTips,
  rulesOf,
  sampleMinute,
  watchedOf,
} from '../pro/index.ts'
import { checkPack } from '../pro/packs/index.ts'
import { objectsOf, signals as catalogue, signalsFor } from '../pro/signals/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { putPack, removeRuleFrom, withRule } from './pro-pack-rows.ts'

/** Matches that a preview names. */
const matchesShown = 100

function signals(
  _: HandlerContext,
  { target }: InputOf<'pro', 'signals'>,
): OutputOf<'pro', 'signals'> {
  return catalogue
    .filter(signal => target === undefined || signal.target === target)
    .map(({ name, title, target: of, unit, description }) => ({
      ...{ name, title, target: of, unit, description },
    }))
}

function rowOf({ world, access, caller }: HandlerContext, known: KnownRule): RuleRowView {
  const { key, rule, isEnabled, isWatching } = known
  const { pack, origin, isChanged, isEnabled: isPackEnabled, row } = known.known
  const mine = access.scope(caller, 'pro.read')
  return {
    ...{ id: key, packId: pack.id, packName: pack.title, name: rule.title, target: rule.target },
    ...{ isWatching, isEnabled, isPackEnabled, isOwn: origin === 'own' },
    isChanged: isChanged || row?.switches[rule.id] !== undefined,
    ...{ warning: rule.warning, critical: rule.critical },
    activeTips: [...openTips(world, key).values()].filter(tip => mine.tip(tip)).length,
  }
}

function rules(context: HandlerContext, { packId }: InputOf<'pro', 'rules'>): RuleRowView[] {
  return rulesOf(context.world)
    .filter(({ known }) => packId === undefined || known.pack.id === packId)
    .map(known => rowOf(context, known))
}

function rule(
  context: HandlerContext,
  { ruleId }: InputOf<'pro', 'rule'>,
): OutputOf<'pro', 'rule'> | Refusal {
  const known = findRule(context.world, ruleId)
  if (!known) return refuse('pro.rule-unknown', { rule: ruleId })
  const { version } = known.known.pack
  return { ...rowOf(context, known), rule: known.rule, packVersion: version }
}

/** What is wrong with a rule as somebody writes it, or the rule. */
function readRule(value: unknown): { readonly rule?: ProRule; readonly problems: RuleProblem[] } {
  const parsed = proRule.safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({
      ...{ path: path.map(String).join('.'), text: message },
    }))
    return { problems: problems.slice(0, 50) }
  }
  const verdict = checkPack(packAround(parsed.data))
  if ('pack' in verdict) return { rule: verdict.pack.rules[0]!, problems: [] }
  const problems = verdict.problems.map(({ path, text, from, to }) => ({
    ...{ path: path.slice(2).join('.'), text },
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }))
  // A rule may wait for others of its pack, which are not in this one.
  const own = problems.filter(({ path }) => !path.startsWith('dependsOn'))
  return own.length > 0 ? { problems: own } : { rule: parsed.data, problems: [] }
}

function packAround(only: ProRule): ProPack {
  const words = { title: 'Own rules', description: 'Rules that were written here.' }
  return { schema: proSchema, id: ownPackId, version: 1, ...words, rules: [only] }
}

function validate(
  _: HandlerContext,
  input: InputOf<'pro', 'validate'>,
): OutputOf<'pro', 'validate'> {
  return { problems: readRule(input.rule).problems }
}

/** What a rule would fire on now, by the last sample alone. */
function preview(context: HandlerContext, input: InputOf<'pro', 'preview'>): RulePreview {
  const { world, access, caller } = context
  const { rule: read, problems } = readRule(input.rule)
  const none = { problems, matches: [], total: 0, hidden: 0, evaluated: 0 }
  const compiled = read && compiledOf(read)
  if (!read || !compiled) return none
  const running = {
    ...{ key: `${ownPackId}/${read.id}`, rule: read, compiled, isEnabled: true, isWatching: true },
    known: { pack: packAround(read), origin: 'own' as const, isEnabled: true, isChanged: false },
  }
  const minute = sampleMinute(world, read.target, [running], {
    ...{ minute: Math.floor(world.nowMs / msPerMinute), isLook: true },
  })
  const held = heldNow(minute, running)
  const columnOf = minute.columnOf(running)
  const [mine, watched] = [access.scope(caller, 'pro.read'), watchedOf(world)[read.target]]
  const found: RulePreview = { ...none, matches: [] }
  objectsOf(world, read.target).forEach((row, slot) => {
    if (!row || slot >= minute.count) return
    found.evaluated++
    const isCritical = held.critical?.[slot] === 1
    if (!isCritical && held.warning?.[slot] !== 1) return
    found.total++
    if (!mine.covers(row.id)) found.hidden++
    else if (found.matches.length < matchesShown) {
      const values = compiled.signals.map(name => {
        const value = columnOf(name)[slot]!
        const { unit } = signalsFor(read.target).get(name)!
        return { name, unit, ...(Number.isNaN(value) ? {} : { value }) }
      })
      const severity = isCritical ? ('critical' as const) : ('warning' as const)
      const isWatched = watched[slot]! > 0
      found.matches.push({ id: row.id, name: row.name, severity, values, isWatched })
    }
  })
  return found
}

function ruleRefusal(value: ProRule): Refusal | undefined {
  const { problems } = readRule(value)
  if (problems.length === 0) return undefined
  const issues = problems.map(({ path, text }) => `${path}: ${text}`)
  return refuse('pro.rule-invalid', { rule: value.id, issues })
}

function record(
  { world, caller }: HandlerContext,
  name: string,
  title: string,
  before: unknown,
  after: unknown,
) {
  const changes = changeOf(title, 'Rule', before, after)
  return recordJob(world, { name, targetName: title, caller, changes })
}

function createRule(context: HandlerContext, input: InputOf<'pro', 'createRule'>) {
  const { world } = context
  const { rule: made } = input
  const refusal = ruleRefusal(made)
  if (refusal) return refusal
  const key = `${ownPackId}/${made.id}`
  if (findRule(world, key)) return refuse('pro.rule-taken', { rule: made.id })
  const own = findPack(world, ownPackId)
  if ((own?.pack.rules.length ?? 0) >= proLimits.rules) {
    return refuse('pro.too-many-rules', { limit: proLimits.rules })
  }
  return (): Applied => {
    const pack = own ? withRule(own.pack, made) : packAround(made)
    const id = putPack(world, own, { origin: 'own', pack })
    const jobId = record(context, 'job.pro.createRule', made.title, '', made.id)
    return { id, jobId, undo: { operation: 'pro.deleteRule', input: { ruleId: key } } }
  }
}

function updateRule(context: HandlerContext, input: InputOf<'pro', 'updateRule'>) {
  const { world } = context
  const { ruleId, rule: made } = input
  const refusal = ruleRefusal(made)
  if (refusal) return refusal
  const known = findRule(world, ruleId)
  if (!known) return refuse('pro.rule-unknown', { rule: ruleId })
  const key = `${known.known.pack.id}/${made.id}`
  if (key !== ruleId && findRule(world, key)) return refuse('pro.rule-taken', { rule: made.id })
  return (): Applied => {
    const { pack, origin } = known.known
    const id = putPack(world, known.known, { origin, pack: withRule(pack, made, known.rule.id) })
    const jobId = record(context, 'job.pro.updateRule', made.title, known.rule, made)
    const undo = { operation: 'pro.updateRule', input: { ruleId: key, rule: known.rule } }
    return { id, jobId, undo }
  }
}

function deleteRule(context: HandlerContext, { ruleId }: InputOf<'pro', 'deleteRule'>) {
  const { world } = context
  const known = findRule(world, ruleId)
  if (!known) return refuse('pro.rule-unknown', { rule: ruleId })
  if (known.known.origin !== 'own') return refuse('pro.rule-shipped', { rule: known.rule.title })
  return (): Applied => {
    removeRuleFrom(world, known)
    return { jobId: record(context, 'job.pro.deleteRule', known.rule.title, known.rule.id, '') }
  }
}

function setRule(context: HandlerContext, { ruleId, isEnabled }: InputOf<'pro', 'setRule'>) {
  const { world } = context
  const known = findRule(world, ruleId)
  if (!known) return refuse('pro.rule-unknown', { rule: ruleId })
  return (): Applied => {
    const { row, origin } = known.known
    const switches = { ...row?.switches, [known.rule.id]: isEnabled }
    const id = putPack(world, known.known, { origin, switches })
    const words = (on: boolean) => (on ? 'on' : 'off')
    const [before, after] = [words(known.isEnabled), words(isEnabled)]
    const jobId = record(context, 'job.pro.setRule', known.rule.title, before, after)
    const undo = { operation: 'pro.setRule', input: { ruleId, isEnabled: known.isEnabled } }
    return { id, jobId, undo }
  }
}

/** Rules: listed, written, tried out, switched. */
export const proRuleHandlers = {
  ...{ signals, rules, rule, validate, preview, createRule, updateRule, deleteRule, setRule },
}
