import type { HostGroupId, HostReserves } from '../../shared/domain/index.ts'
import type { LevelResource } from '../../shared/domain/index.ts'
import { defaultReserves, levelResources, levelUnits } from '../../shared/domain/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import type { HostGroupRow, HostRow, World } from '../world/index.ts'
import { followsFrom } from '../world/index.ts'
import { inheritedFrom } from './inherit.ts'

type Reserving = Pick<HostRow, 'hostGroupId' | 'overridesReserves' | keyof HostReserves>

/**
 * Whether a host keeps back what it says itself and not what its host group says (facts 1.4). A row
 * of an older fabric does where somebody had changed a figure.
 */
export function overridesReserves(host: Reserving): boolean {
  return host.overridesReserves ?? !isDefault(host)
}

/** Field by field, as every rating and every verdict of a cluster asks this of each host. */
function isDefault(host: Reserving): boolean {
  return (
    host.cpuReservePercent === defaultReserves.cpuReservePercent &&
    host.memoryReserveMib === defaultReserves.memoryReserveMib &&
    host.diskReserveMib === defaultReserves.diskReserveMib &&
    host.iopsMax === defaultReserves.iopsMax &&
    host.networkReservePercent === defaultReserves.networkReservePercent
  )
}

/** The group whose reserves hold in a group, itself or the next above; none for the defaults. */
export function reserveGroupOf(
  world: World,
  group: HostGroupRow | undefined,
): HostGroupRow | undefined {
  return inheritedFrom(world, group, one => one.reserves)?.group
}

/** What a host keeps back: its own reserves, or those that it inherits (facts 1.4). */
export function reservesOf(world: World, host: Reserving): HostReserves {
  if (!overridesReserves(host)) return inheritedReserves(world, host)
  const { cpuReservePercent, memoryReserveMib, diskReserveMib, iopsMax } = host
  const { networkReservePercent, levels } = host
  const memory = { memoryReserveMib, diskReserveMib }
  return { cpuReservePercent, ...memory, iopsMax, networkReservePercent, levels }
}

/** What is kept back in each group that was asked for, until some group changes. */
const byGroup = followsFrom(['hostgroup'], () => new Map<HostGroupId, HostReserves>())

/** What a host would keep back without reserves of its own. */
export function inheritedReserves(
  world: World,
  { hostGroupId }: Pick<HostRow, 'hostGroupId'>,
): HostReserves {
  const groups = byGroup(world)
  const known = groups.get(hostGroupId)
  if (known) return known
  const group = world.find('hostgroup', hostGroupId)
  const reserves = reserveGroupOf(world, group)?.reserves ?? defaultReserves
  groups.set(hostGroupId, reserves)
  return reserves
}

/** What should stay available of a resource, in its unit; each level at least the one before. */
export interface AvailabilityLevels {
  /** Placement does not go below it: the host's reserve. */
  readonly reserve: number
  /** Below it optimization begins to move VMs away. */
  readonly startOptimization: number
  /** Above it placement is comfortable, and power optimization keeps a host there. */
  readonly placement: number
}

/** The reserve of each resource; of disk operations nothing is kept back (facts 1.4). */
function reserveByResource(reserves: HostReserves, parentMib = 0): Record<LevelResource, number> {
  return {
    cpu: reserves.cpuReservePercent,
    memory: Math.max(reserves.memoryReserveMib, parentMib),
    disk: reserves.diskReserveMib,
    iops: 0,
    network: reserves.networkReservePercent,
  }
}

/**
 * The three levels of every resource of a host, its own or inherited (facts 1.4). A level that
 * nobody set is the one below it, and none is below the memory of the parent partition.
 */
export function levelsOf(
  world: World,
  host: Reserving & Pick<HostRow, 'parentMib'>,
): Readonly<Record<LevelResource, AvailabilityLevels>> {
  const reserves = reservesOf(world, host)
  const kept = reserveByResource(reserves, host.parentMib)
  const of = (resource: LevelResource): AvailabilityLevels => {
    const given = reserves.levels?.[resource]
    const reserve = kept[resource]
    const startOptimization = Math.max(reserve, given?.startOptimization ?? 0)
    return {
      reserve,
      startOptimization,
      placement: Math.max(startOptimization, given?.placement ?? 0),
    }
  }
  const levels = levelResources.map(resource => [resource, of(resource)] as const)
  return Object.fromEntries(levels) as Record<LevelResource, AvailabilityLevels>
}

const levelNames = ['reserve', 'start of optimization', 'placement level'] as const
const resourceNames: Readonly<Record<LevelResource, string>> = {
  ...{ cpu: 'CPU', memory: 'memory', disk: 'disk space', iops: 'disk I/O', network: 'network' },
}

/** Why levels cannot be as they are given: a later one is lower than one before it. */
export function levelsRefusal(name: string, reserves: HostReserves): Refusal | undefined {
  const kept = reserveByResource(reserves)
  for (const resource of levelResources) {
    const { startOptimization, placement } = reserves.levels?.[resource] ?? {}
    let before = { value: kept[resource], name: levelNames[0] as string }
    for (const [at, value] of [startOptimization, placement].entries()) {
      if (value === undefined) continue
      const level = levelNames[at + 1]!
      if (value < before.value) {
        const found = { level, value, below: before.name, least: before.value }
        const of = { name, resource: resourceNames[resource], unit: levelUnits[resource] }
        return refuse('host.levels-order', { ...of, ...found })
      }
      before = { value, name: level }
    }
  }
  return undefined
}
