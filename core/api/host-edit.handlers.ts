import type { GroupReserves } from '../../shared/contract/index.ts'
import type { HostReserves } from '../../shared/domain/index.ts'
import { defaultReserves, reserveKeys } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import {
  bmcOf,
  levelsRefusal,
  overridesReserves,
  processorOf,
  reserveGroupOf,
  reservesOf,
} from '../hosts/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { HostGroupRow, HostRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { settingsRefusal } from './rule-views.ts'

type Changes = InputOf<'host', 'update'>['changes']

/** The host as the changes make it. A reserve that is given makes all of them the host's own. */
function changed(world: World, host: HostRow, changes: Changes): HostRow {
  const { customProperties, ...plain } = changes
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  const setsReserve = [...reserveKeys, 'levels' as const].some(key => changes[key] !== undefined)
  const isOwn = changes.overridesReserves ?? (setsReserve || overridesReserves(host))
  const reserves = isOwn ? { ...reservesOf(world, host), overridesReserves: true } : {}
  const row: HostRow = { ...host, ...reserves, ...given, overridesReserves: isOwn }
  return customProperties ? withProperties(row, customProperties) : row
}

function withProperties(host: HostRow, more: Readonly<Record<string, string>>): HostRow {
  const all = Object.entries({ ...host.customProperties, ...more })
  const left = all.filter(([, value]) => value !== '')
  return { ...host, customProperties: left.length > 0 ? Object.fromEntries(left) : undefined }
}

/** What change tracking compares: what holds, not what the row says. */
function figuresOf(world: World, host: HostRow) {
  const { notes, availableForPlacement, placementPaths, customProperties } = host
  return {
    ...{ notes, availableForPlacement, placementPaths: placementPaths ?? [] },
    ...reservesOf(world, host),
    overridesReserves: overridesReserves(host),
    ...{ hasGpu: host.hasGpu === true, processor: processorOf(host) },
    customProperties: { ...customProperties },
    bmc: bmcOf(host),
  }
}

/** The changes that would bring a host back to what it was. */
function backTo(world: World, host: HostRow, changes: Changes): Changes {
  const before = figuresOf(world, host)
  const touches = [...reserveKeys, 'overridesReserves' as const, 'levels' as const]
  const { customProperties, ...rest } = changes
  const keys = new Set(
    Object.keys(rest).filter(key => rest[key as keyof typeof rest] !== undefined),
  )
  if (touches.some(key => keys.has(key))) touches.forEach(key => keys.add(key))
  const old = Object.entries(before).filter(([key]) => keys.has(key))
  const properties = Object.keys(customProperties ?? {}).map(
    key => [key, host.customProperties?.[key] ?? ''] as const,
  )
  return {
    ...(Object.fromEntries(old) as Changes),
    ...(customProperties ? { customProperties: Object.fromEntries(properties) } : {}),
  }
}

/** Rules that could no longer be kept with other custom properties of the hosts. */
function contradictionOf(context: HandlerContext, hosts: readonly HostRow[], changes: Changes) {
  const { customProperties: more } = changes
  if (!more) return undefined
  const properties = new Map(
    hosts.map(host => [host.id, withProperties(host, more).customProperties]),
  )
  const name = hosts.length === 1 ? hosts[0]!.name : `${hosts.length} hosts`
  return settingsRefusal(context, name, { properties })
}

function update(context: HandlerContext, { hostIds, changes }: InputOf<'host', 'update'>) {
  const { world, caller } = context
  const hosts = [...new Set(hostIds)].map(id => world.get('host', id))
  for (const host of hosts) {
    const refusal = levelsRefusal(host.name, reservesOf(world, changed(world, host, changes)))
    if (refusal) return refusal
  }
  const contradicted = contradictionOf(context, hosts, changes)
  if (contradicted) return contradicted
  return (): Applied => {
    const tracked = hosts.flatMap(host => {
      const row = changed(world, host, changes)
      const [before, after] = [figuresOf(world, host), figuresOf(world, row)]
      world.apply(put('host', row))
      return Object.keys(before).flatMap(key =>
        changeOf(host.name, key, before[key as 'notes'], after[key as 'notes']),
      )
    })
    const [first] = hosts
    const one = hosts.length === 1 && first ? first : undefined
    const jobId = recordJob(world, {
      ...{ name: 'job.host.update', targetId: one?.id, caller, cmdlet: 'Set-SCVMHost' },
      targetName: one?.name ?? `${hosts.length} hosts`,
      changes: tracked,
    })
    const input = one && { hostIds: [one.id], changes: backTo(world, one, changes) }
    return {
      ...{ jobId, accepted: hosts.length },
      ...(input ? { undo: { operation: 'host.update', input } } : {}),
    }
  }
}

/** Hosts in a group and below whose reserves come from it, and how many have others. */
function followersOf(world: World, group: HostGroupRow) {
  const below = world.index.groupsBelow(group.id)
  let [followers, others] = [0, 0]
  for (const host of world.all('host')) {
    if (!below.has(host.hostGroupId)) continue
    const from = reserveGroupOf(world, world.get('hostgroup', host.hostGroupId))
    const isOwnGroup = from !== undefined && from.id !== group.id && below.has(from.id)
    if (overridesReserves(host) || isOwnGroup) others++
    else followers++
  }
  return { followers, others }
}

function reserves(
  { world, access, caller }: HandlerContext,
  { hostGroupId }: InputOf<'hostGroup', 'reserves'>,
): GroupReserves | Refusal {
  const group = world.find('hostgroup', hostGroupId)
  if (!group || !access.scope(caller, 'hostgroup.read').hostGroup(group)) {
    return refuse('not-found', { kind: 'host group', id: hostGroupId })
  }
  const above = reserveGroupOf(world, world.find('hostgroup', group.parentId))
  const inherited = above?.reserves ?? defaultReserves
  return {
    ...{ hostGroupId, name: group.name, isOwn: group.reserves !== undefined },
    ...{ reserves: group.reserves ?? inherited, inherited, fromGroupName: above?.name },
    ...followersOf(world, group),
  }
}

function setReserves(context: HandlerContext, input: InputOf<'hostGroup', 'setReserves'>) {
  const { world, caller } = context
  const group = world.get('hostgroup', input.hostGroupId)
  const refusal = input.reserves && levelsRefusal(group.name, input.reserves)
  if (refusal) return refusal
  return (): Applied => {
    const effective = (row: HostGroupRow): HostReserves =>
      reserveGroupOf(world, row)?.reserves ?? defaultReserves
    const row = { ...group, reserves: input.reserves }
    const [before, after] = [effective(group), effective(row)]
    world.apply(put('hostgroup', row))
    const undo = { hostGroupId: group.id, reserves: group.reserves }
    return {
      ...{ accepted: 1, undo: { operation: 'hostGroup.setReserves', input: undo } },
      jobId: recordJob(world, {
        ...{ name: 'job.hostGroup.reserves', targetId: group.id, targetName: group.name, caller },
        cmdlet: 'Set-SCVMHostGroup',
        changes: [...reserveKeys, 'levels' as const].flatMap(key =>
          changeOf(group.name, key, before[key], after[key]),
        ),
      }),
    }
  }
}

/** What hosts say of themselves, and what they and their groups keep back. */
export const hostEditHandlers = { update }
export const groupReserveHandlers = { reserves, setReserves }
