import type { PackView, ProSettings } from '../../shared/contract/index.ts'
import { kindOfId, ownPackId } from '../../shared/domain/index.ts'
import type { ProLevels } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { KnownPack } from '../pro/index.ts'
import {
  findPack,
  findRule,
  levelsOfCluster,
  levelsOfGroup,
  openTips,
  packsOf,
  rulesOf,
  watchPro,
} from '../pro/index.ts'
import { checkPack, testPack as runTests } from '../pro/packs/index.ts'
import type { ClusterRow, HostGroupRow } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { putPack } from './pro-pack-rows.ts'

/** Packs that a fabric may hold besides those that are shipped. */
const packsMax = 50

function viewOf({ world, access, caller }: HandlerContext, known: KnownPack): PackView {
  const { pack, origin, isEnabled, isChanged } = known
  const mine = access.scope(caller, 'pro.read')
  const rules = rulesOf(world).filter(rule => rule.known.pack.id === pack.id)
  const tips = rules.flatMap(rule => [...openTips(world, rule.key).values()])
  return {
    ...{ id: pack.id, title: pack.title, description: pack.description, version: pack.version },
    ...{ origin, isEnabled, isChanged, rules: rules.length },
    rulesEnabled: rules.filter(rule => rule.isEnabled).length,
    tests: pack.rules.reduce((sum, rule) => sum + rule.tests.length, 0),
    activeTips: tips.filter(tip => mine.tip(tip)).length,
  }
}

function packs(context: HandlerContext): PackView[] {
  return packsOf(context.world).map(known => viewOf(context, known))
}

function unknown(packId: string): Refusal {
  return refuse('pro.pack-unknown', { pack: packId })
}

function record(
  { world, caller }: HandlerContext,
  name: string,
  title: string,
  before: unknown,
  after: unknown,
) {
  const changes = changeOf(title, 'Pack', before, after)
  return recordJob(world, { name, targetName: title, caller, changes })
}

function setPack(context: HandlerContext, { packId, isEnabled }: InputOf<'pro', 'setPack'>) {
  const { world } = context
  const known = findPack(world, packId)
  if (!known) return unknown(packId)
  return (): Applied => {
    const id = putPack(world, known, { origin: known.origin, isEnabled })
    const words = (on: boolean) => (on ? 'on' : 'off')
    const said = [words(known.isEnabled), words(isEnabled)] as const
    const jobId = record(context, 'job.pro.setPack', known.pack.title, ...said)
    const undo = { operation: 'pro.setPack', input: { packId, isEnabled: known.isEnabled } }
    return { id, jobId, undo }
  }
}

function importPack(context: HandlerContext, { pack }: InputOf<'pro', 'importPack'>) {
  const { world } = context
  const verdict = checkPack(pack)
  if ('problems' in verdict) {
    const issues = verdict.problems.map(({ path, text }) => `${path.join('.')}: ${text}`)
    return refuse('pro.pack-invalid', { pack: pack.title, issues })
  }
  const failed = runTests(pack).filter(one => !one.passed)
  if (failed.length > 0) {
    const names = failed.map(one => `${one.ruleId}, ${one.name}: ${one.got}`)
    return refuse('pro.pack-tests-fail', { pack: pack.title, failed: names })
  }
  const known = findPack(world, pack.id)
  if (known && known.pack.version >= pack.version) {
    const { title: name, version } = known.pack
    return refuse('pro.pack-older', { pack: name, version: pack.version, present: version })
  }
  if (!known && world.count('rulepack') >= packsMax) {
    return refuse('pro.too-many-rules', { limit: packsMax })
  }
  return (): Applied => {
    const isOwn = pack.id === ownPackId
    const origin = known?.origin ?? (isOwn ? 'own' : 'imported')
    const id = putPack(world, known, { origin, pack, packId: pack.id })
    const before = known ? `version ${known.pack.version}` : ''
    const after = `version ${pack.version}`
    return { id, jobId: record(context, 'job.pro.importPack', pack.title, before, after) }
  }
}

function exportPack(
  { world }: HandlerContext,
  { packId }: InputOf<'pro', 'exportPack'>,
): OutputOf<'pro', 'exportPack'> | Refusal {
  const known = findPack(world, packId)
  if (!known) return unknown(packId)
  const text = `${JSON.stringify(known.pack, undefined, 2)}\n`
  return { name: `${packId}-${known.pack.version}.pack.json`, text }
}

function testPack(
  { world }: HandlerContext,
  { packId }: InputOf<'pro', 'testPack'>,
): OutputOf<'pro', 'testPack'> | Refusal {
  const known = findPack(world, packId)
  if (!known) return unknown(packId)
  return runTests(known.pack).map(({ ruleId, name, expected, got, passed }) => {
    const key = `${packId}/${ruleId}`
    const ruleName = findRule(world, key)?.rule.title ?? ruleId
    return { ruleId: key, ruleName, name, passed, expected, got }
  })
}

function removePack(context: HandlerContext, { packId }: InputOf<'pro', 'removePack'>) {
  const { world } = context
  const known = findPack(world, packId)
  if (!known) return unknown(packId)
  const { row, pack } = known
  if (!row) return refuse('pro.pack-shipped', { pack: pack.title })
  return (): Applied => {
    world.apply(remove('rulepack', row.id))
    const jobId = record(context, 'job.pro.removePack', pack.title, `version ${pack.version}`, '')
    return { jobId }
  }
}

type Place =
  | { readonly kind: 'hostgroup'; readonly row: HostGroupRow }
  | { readonly kind: 'cluster'; readonly row: ClusterRow }

function placeOf({ world }: HandlerContext, id: string): Place | Refusal {
  const kind = kindOfId(id)
  if (kind === 'hostgroup') {
    const row = world.find(kind, id)
    if (row) return { kind, row }
  }
  if (kind === 'cluster') {
    const row = world.find(kind, id)
    if (row) return { kind, row }
  }
  return refuse('pro.no-levels', { name: id })
}

function inheritedAt({ world }: HandlerContext, { kind, row }: Place) {
  const above = kind === 'cluster' ? row.hostGroupId : row.parentId
  return levelsOfGroup(world, world.find('hostgroup', above))
}

function settings(
  context: HandlerContext,
  { id }: InputOf<'pro', 'settings'>,
): ProSettings | Refusal {
  const { world, access, caller } = context
  const place = placeOf(context, id)
  if (!('row' in place)) return place
  if (!access.scope(caller, 'pro.read').covers(id)) {
    return refuse('not-found', { kind: 'host group', id })
  }
  const { row } = place
  const { levels } =
    place.kind === 'cluster' ? levelsOfCluster(world, place.row) : levelsOfGroup(world, place.row)
  const { levels: inherited, from } = inheritedAt(context, place)
  const fromName = from?.name
  return { id, name: row.name, isOwn: row.pro !== undefined, levels, inherited, fromName }
}

function setSettings(context: HandlerContext, { id, levels }: InputOf<'pro', 'setSettings'>) {
  const { world, caller, simulation } = context
  const place = placeOf(context, id)
  if (!('row' in place)) return place
  return (): Applied => {
    const { name, pro: before } = place.row
    if (place.kind === 'cluster') world.apply(put('cluster', { ...place.row, pro: levels }))
    else world.apply(put('hostgroup', { ...place.row, pro: levels }))
    watchPro(simulation)
    const words = (one: ProLevels | undefined) =>
      one ? `monitoring ${one.monitoring}, automation ${one.automation}` : 'inherited'
    return {
      jobId: recordJob(world, {
        ...{ name: 'job.pro.settings', targetId: id, targetName: name, caller },
        cmdlet: 'Set-SCPROMonitorConfiguration',
        changes: changeOf(name, 'PRO', words(before), words(levels)),
      }),
      undo: { operation: 'pro.setSettings', input: before ? { id, levels: before } : { id } },
    }
  }
}

/** Packs of rules, and what PRO watches and does where. */
export const proPackHandlers = {
  ...{ packs, setPack, importPack, exportPack, testPack, removePack, settings, setSettings },
}
