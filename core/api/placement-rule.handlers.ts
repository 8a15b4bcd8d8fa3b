import type { ClusterId, HostGroupId } from '../../shared/domain/index.ts'
import { byId, kindOfId } from '../../shared/domain/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import {
  conflictNames,
  hostsInScope,
  membersOfRule,
  ruleRowsOf,
  violationsOf,
  weighRule,
} from '../placement/index.ts'
import type { PlacementRuleRow, VmRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { ruleReaderOf, scopeNameOf, viewOfRule, violationsView, wordsOfRule } from './rule-views.ts'
import { nameOfTargets, selectVms } from './targets.ts'

type Draft = InputOf<'placementRule', 'create'>

/** The scopes whose rules hold in a host group or cluster: itself and what lies above. */
function scopesAbove(world: World, scopeId: ClusterId | HostGroupId): Set<string> {
  const cluster = kindOfId(scopeId) === 'cluster' ? world.find('cluster', scopeId) : undefined
  const groupId = cluster?.hostGroupId ?? (scopeId as HostGroupId)
  return new Set([scopeId, ...world.index.groupsAbove(groupId)])
}

function list(
  context: HandlerContext,
  { scopeId, vmId }: InputOf<'placementRule', 'list'>,
): OutputOf<'placementRule', 'list'> | Refusal {
  const { world, access, caller } = context
  const reader = ruleReaderOf(context)
  const vm = world.find('vm', vmId)
  if (vmId && !(vm && reader.seesVm(vmId))) return refuse('not-found', { kind: 'vm', id: vmId })
  const scope = access.scope(caller, 'placement.rate')
  if (scopeId && !scope.covers(scopeId)) {
    return refuse('not-found', { kind: kindOfId(scopeId) ?? '', id: scopeId })
  }
  const scopes = scopeId && scopesAbove(world, scopeId)
  const all = vm ? ruleRowsOf(world, vm) : [...world.all('placementrule')].sort(byId)
  const wanted = all.filter(row => !scopes || scopes.has(row.scopeId))
  const seen = wanted.filter(row => reader.seesRule(row))
  return {
    rules: seen.map(row => {
      const isInherited = scopeId !== undefined && row.scopeId !== scopeId
      return viewOfRule(world, row, reader, isInherited)
    }),
    hiddenRules: wanted.length - seen.length,
  }
}

/** The row that a draft would become; an id of nobody for one that is still to be made. */
function rowOf(
  draft: Omit<PlacementRuleRow, 'id'>,
  id: PlacementRuleRow['id'] = 'placementrule-0',
): PlacementRuleRow {
  const isAboutHosts = draft.kind === 'run-on' || draft.kind === 'not-on'
  return { ...draft, id, hostIds: isAboutHosts ? draft.hostIds : [] }
}

/** Why a rule cannot stand as it is, whatever else holds. */
function formRefusal(context: HandlerContext, row: PlacementRuleRow): Refusal | undefined {
  const { world, access, caller } = context
  const scope = access.scope(caller, 'placement.edit')
  if (!scope.covers(row.scopeId)) {
    return refuse('not-found', { kind: kindOfId(row.scopeId) ?? '', id: row.scopeId })
  }
  const reader = ruleReaderOf(context)
  const strangeVm = row.vmIds.find(id => !world.find('vm', id) || !reader.seesVm(id))
  if (strangeVm) return refuse('not-found', { kind: 'vm', id: strangeVm })
  const strangeHost = row.hostIds.find(id => !world.find('host', id) || !reader.seesHost(id))
  if (strangeHost) return refuse('not-found', { kind: 'host', id: strangeHost })
  const hosts = new Set(hostsInScope(world, row))
  const inScope = { scope: scopeNameOf(world, row) }
  const awayVm = row.vmIds.map(id => world.get('vm', id)).find(vm => !hosts.has(vm.hostId))
  if (awayVm) return refuse('rule.outside-scope', { object: awayVm.name, ...inScope })
  const awayHost = row.hostIds.find(id => !hosts.has(id))
  if (awayHost) {
    return refuse('rule.outside-scope', { object: world.get('host', awayHost).name, ...inScope })
  }
  const isTaken = [...world.all('placementrule')].some(
    one =>
      one.id !== row.id &&
      one.scopeId === row.scopeId &&
      one.name.toLowerCase() === row.name.toLowerCase(),
  )
  if (isTaken) return refuse('name.taken', { kind: 'placement rule', name: row.name })
  return sizeRefusal(row)
}

const kindWords = {
  'keep-together': 'keep VMs together',
  'keep-apart': 'keep VMs apart',
  'run-on': 'keep VMs on hosts',
  'not-on': 'keep VMs off hosts',
} as const

/** A rule about nobody says nothing; one with tags may wait for its VMs. */
function sizeRefusal(row: PlacementRuleRow): Refusal | undefined {
  const kind = kindWords[row.kind]
  const isPair = row.kind === 'keep-apart' || row.kind === 'keep-together'
  const least = isPair ? 2 : 1
  if (row.vmTags.length === 0 && new Set(row.vmIds).size < least) {
    const needs = isPair ? 'two VMs or a tag' : 'a VM or a tag'
    return refuse('rule.too-few', { kind, needs })
  }
  if (!isPair && row.hostIds.length === 0) return refuse('rule.too-few', { kind, needs: 'a host' })
  return undefined
}

/** Why a rule cannot be entered: its form, or the rules that it contradicts. */
function entryRefusal(context: HandlerContext, row: PlacementRuleRow): Refusal | undefined {
  const form = formRefusal(context, row)
  if (form) return form
  const reader = ruleReaderOf(context)
  const { conflict } = weighRule(context.world, row, reader)
  if (!conflict) return undefined
  const rules = conflictNames(conflict, reader)
  return refuse('rule.conflict', { name: row.name, conflict: conflict.text, rules })
}

function weigh(
  context: HandlerContext,
  { ruleId, rule }: InputOf<'placementRule', 'weigh'>,
): OutputOf<'placementRule', 'weigh'> | Refusal {
  const { world } = context
  const row = rowOf(rule, ruleId)
  const form = formRefusal(context, row)
  if (form) return form
  const reader = ruleReaderOf(context)
  const { status, proof, conflict } = weighRule(world, row, reader)
  return {
    ...{ status, proof, rules: conflict ? conflictNames(conflict, reader) : [] },
    words: wordsOfRule(world, row, reader).words,
    ...violationsView(world, violationsOf(world, row), reader),
  }
}

const tracked = ['name', 'description', 'isEnabled', 'kind', 'strength'] as const

/** What change tracking shows of a rule. */
function changesOf(world: World, before: PlacementRuleRow | undefined, after?: PlacementRuleRow) {
  const name = (after ?? before)!.name
  const words = (row: PlacementRuleRow | undefined) => ({
    vms:
      row &&
      membersOfRule(world, row)
        .map(vm => vm.name)
        .join(', '),
    tags: row?.vmTags.join(', '),
    hosts: row?.hostIds.map(id => world.find('host', id)?.name ?? id).join(', '),
  })
  const [old, now] = [words(before), words(after)]
  return [
    ...tracked.flatMap(key => changeOf(name, key, before?.[key], after?.[key])),
    ...(['vms', 'tags', 'hosts'] as const).flatMap(key => changeOf(name, key, old[key], now[key])),
  ]
}

function record(
  { world, caller }: HandlerContext,
  verb: 'create' | 'update' | 'delete',
  row: PlacementRuleRow,
  changes: ReturnType<typeof changesOf>,
) {
  const target = { targetId: row.scopeId, targetName: row.name }
  return recordJob(world, { name: `job.placementRule.${verb}`, ...target, caller, changes })
}

function create(context: HandlerContext, draft: Draft) {
  const { world } = context
  const refusal = entryRefusal(context, rowOf(draft))
  if (refusal) return refusal
  return (): Applied => {
    const row = rowOf(draft, world.nextId('placementrule'))
    world.apply(put('placementrule', row))
    const jobId = record(context, 'create', row, changesOf(world, undefined, row))
    const undo = { operation: 'placementRule.delete', input: { ruleId: row.id } }
    return { id: row.id, jobId, accepted: 1, undo }
  }
}

function update(context: HandlerContext, input: InputOf<'placementRule', 'update'>) {
  const { world } = context
  const before = world.get('placementrule', input.ruleId)
  const given = Object.entries(input.changes).filter(([, value]) => value !== undefined)
  const changed = { ...before, ...Object.fromEntries(given) } as PlacementRuleRow
  // Who and where may have gone since the rule was made: they fall out of it with the next change.
  const row = present(world, rowOf(changed, before.id))
  // A rule that is off says nothing, so it can always be turned off.
  const refusal = row.isEnabled ? entryRefusal(context, row) : undefined
  if (refusal) return refusal
  return (): Applied => {
    world.apply(put('placementrule', row))
    const jobId = record(context, 'update', row, changesOf(world, before, row))
    const back = { ruleId: row.id, changes: contentOf(world, before) }
    return {
      ...{ id: row.id, jobId, accepted: 1 },
      undo: { operation: 'placementRule.update', input: back },
    }
  }
}

/** The rule without VMs and hosts that are gone. */
function present(world: World, row: PlacementRuleRow): PlacementRuleRow {
  return {
    ...row,
    vmIds: row.vmIds.filter(id => world.find('vm', id)),
    hostIds: row.hostIds.filter(id => world.find('host', id)),
  }
}

/** All that a rule says but where it holds: what an undo gives back. */
function contentOf(world: World, row: PlacementRuleRow) {
  const { name, description, isEnabled, kind, strength, vmTags } = row
  const { vmIds, hostIds } = present(world, row)
  const lists = { vmIds: [...vmIds], vmTags: [...vmTags], hostIds: [...hostIds] }
  return { name, description, isEnabled, kind, strength, ...lists }
}

function deleteRule(context: HandlerContext, { ruleId }: InputOf<'placementRule', 'delete'>) {
  const { world } = context
  const row = world.get('placementrule', ruleId)
  return (): Applied => {
    const jobId = record(context, 'delete', row, changesOf(world, row))
    world.apply(remove('placementrule', ruleId))
    const draft = { ...contentOf(world, row), scopeId: row.scopeId }
    return { jobId, accepted: 1, undo: { operation: 'placementRule.create', input: draft } }
  }
}

function setAvailabilitySets(
  context: HandlerContext,
  { vmIds, sets }: InputOf<'placementRule', 'setAvailabilitySets'>,
) {
  const { world, caller } = context
  const chosen = selectVms(context, 'vm.edit', vmIds, () => undefined)
  if (chosen instanceof Refusal) return chosen
  const wanted = [...new Set(sets)]
  return (): Applied => {
    const { vms, refused } = chosen
    const changes = vms.flatMap(vm => {
      world.apply(put('vm', { ...vm, availabilitySets: wanted.length > 0 ? wanted : undefined }))
      const before = (vm.availabilitySets ?? []).join(', ')
      return changeOf(vm.name, 'availabilitySets', before, wanted.join(', '))
    })
    const one = vms.length === 1 ? vms[0] : undefined
    const back = one && { vmIds: [one.id], sets: [...(one.availabilitySets ?? [])] }
    return {
      jobId: recordJob(world, {
        ...{ name: 'job.placementRule.sets', targetName: nameOfTargets(vms), caller, changes },
        ...{ cmdlet: 'Set-SCVirtualMachine', ...(one ? { targetId: one.id } : {}) },
      }),
      ...{ accepted: vms.length, refused },
      ...(back ? { undo: { operation: 'placementRule.setAvailabilitySets', input: back } } : {}),
    }
  }
}

function availabilitySets(
  context: HandlerContext,
  { clusterId }: InputOf<'placementRule', 'availabilitySets'>,
): OutputOf<'placementRule', 'availabilitySets'> {
  const { world } = context
  const reader = ruleReaderOf(context)
  const isHere = (vm: VmRow) =>
    reader.seesVm(vm.id) &&
    (clusterId === undefined || world.get('host', vm.hostId).clusterId === clusterId)
  const sets = world.index.vmsBySet.keysInOrder().flatMap(name => {
    const all = [...world.index.vmsBySet.of(name)].map(id => world.get('vm', id))
    const vms = all.filter(isHere)
    const hosts = new Set(vms.filter(vm => !vm.stored).map(vm => vm.hostId)).size
    return vms.length > 0 ? [{ name, vms: vms.length, hosts }] : []
  })
  return { sets }
}

/** Rules that keep VMs together, apart, on hosts or off them, and availability sets. */
export const placementRuleHandlers = {
  ...{ list, weigh, create, update, delete: deleteRule },
  ...{ setAvailabilitySets, availabilitySets },
}
