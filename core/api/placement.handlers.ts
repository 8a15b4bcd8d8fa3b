import type { HostGroupId, HostId, UserId } from '../../shared/domain/index.ts'
import { byIdNumber } from '../../shared/domain/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import type { PlacementRequest } from '../placement/index.ts'
import {
  activeRulesOf,
  blankRequest,
  fabricOptions,
  figuresOf,
  hostsBelow,
  rateHosts,
  ratingNotes,
  requestOfTemplate,
  requestOfVm,
  withName,
} from '../placement/index.ts'
import type { VmRow } from '../world/index.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'
import { ruleReaderOf } from './rule-views.ts'

type RateInput = InputOf<'placement', 'rate'>

/** How many of the best hosts learn what would make them win; the wizard shows one at a time. */
const explainedHosts = 20

/** The VM to be rated for a move, where the caller may see it. */
function vmOf({ world, access, caller }: HandlerContext, { vmId }: RateInput) {
  if (!vmId) return undefined
  const vm = world.find('vm', vmId)
  if (vm && access.scope(caller, 'vm.read').vm(vm)) return vm
  return refuse('not-found', { kind: 'vm', id: vmId })
}

/** What the rating starts from: an existing VM, a template, a disk, or nothing. */
export function baseRequest(
  { world, access, caller }: HandlerContext,
  input: RateInput,
  vm: VmRow | undefined,
): PlacementRequest | Refusal {
  if (vm) return requestOfVm(world, vm)
  if (input.templateId) {
    const template = world.find('template', input.templateId)
    if (template && access.scope(caller, 'template.read').template(template)) {
      return requestOfTemplate(world, template)
    }
    return refuse('not-found', { kind: 'template', id: input.templateId })
  }
  const disk = world.find('disk', input.diskId)
  const hidden = input.diskId && !(disk && access.scope(caller, 'library.read').disk(disk))
  if (hidden) return refuse('not-found', { kind: 'virtual hard disk', id: input.diskId! })
  return blankRequest(disk)
}

/** What the input says itself goes before what it starts from. */
function requestOf(
  base: PlacementRequest,
  input: RateInput,
  userId: UserId | undefined,
): PlacementRequest {
  return {
    ...base,
    userId,
    name: input.name ?? base.name,
    cpuCount: input.cpuCount ?? base.cpuCount,
    memoryMib: input.memoryMib ?? base.memoryMib,
    reserveMib: input.memoryMib === undefined ? base.reserveMib : undefined,
    clusterId: base.clusterId,
    diskGib: input.diskGib ?? base.diskGib,
    highlyAvailable: input.highlyAvailable ?? base.highlyAvailable,
    networks: input.networks ?? base.networks,
    vlans: input.vlans ?? base.vlans,
    load: input.load ?? base.load,
    customProperties: { ...base.customProperties, ...input.customProperties },
  }
}

/** The hosts to rate: those of the group that lie in the caller's scope; the rest is a count. */
export function hostsToRate(
  { world, access, caller }: HandlerContext,
  groupId: HostGroupId | undefined,
): { hostIds: HostId[]; hiddenHosts: number } | Refusal {
  const mine = access.scope(caller, 'placement.rate')
  const all = groupId
    ? world.find('hostgroup', groupId) && hostsBelow(world, groupId)
    : [...world.all('host')].map(host => host.id)
  const hostIds = (all ?? []).filter(id => mine.host(world.get('host', id)))
  const group = world.find('hostgroup', groupId)
  if (groupId && !(group && (mine.hostGroup(group) || hostIds.length > 0))) {
    return refuse('not-found', { kind: 'host group', id: groupId })
  }
  hostIds.sort(byIdNumber)
  return { hostIds, hiddenHosts: (all ?? []).length - hostIds.length }
}

/** Goal and importance that are given for this placement alone (Customize Ratings). */
function definedOf({ goal, weights }: RateInput) {
  return { ...(goal ? { goal } : {}), ...(weights ? { weights } : {}) }
}

function rate(context: HandlerContext, input: RateInput): OutputOf<'placement', 'rate'> | Refusal {
  const { world } = context
  const vm = vmOf(context, input)
  if (vm instanceof Refusal) return vm
  const base = baseRequest(context, input, vm)
  if (base instanceof Refusal) return base
  const hosts = hostsToRate(context, input.hostGroupId)
  if (hosts instanceof Refusal) return hosts
  // A VM that is there stays where it is; a new one is the caller's.
  const userId = vm ? undefined : context.caller.userId
  const { tags = [], availabilitySets } = input
  const rules = vm ? base.rules : activeRulesOf(world, { tags, availabilitySets })
  const asked = { ...requestOf(base, input, userId), rules, ruleReader: ruleReaderOf(context) }
  const request = withName(world, asked, vm?.id)
  const { goal, weights } = { ...fabricOptions(world), ...definedOf(input) }
  const options = { goal, weights }
  const found = rateHosts(request, figuresOf(world, hosts.hostIds, vm), {
    ...options,
    limit: input.limit,
    explain: explainedHosts,
  })
  const { hiddenHosts } = hosts
  return { ...found, hiddenHosts, notes: ratingNotes(options), asOfMs: world.nowMs }
}

/** Ratings of hosts for a VM. */
export const placementHandlers = { rate }
