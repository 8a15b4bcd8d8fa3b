import type {
  AnyId,
  CustomRule,
  HostGroupId,
  PlacementConfiguration,
  PropertyKind,
  PropertyValues,
} from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { inheritedFrom } from '../../hosts/index.ts'
import type { FabricRow, HostRow, VmRow, World } from '../../world/index.ts'

/** What a change would make of what hosts are judged by, each by the id of who has it. */
export interface SettingsAfter {
  /** Of hosts, clusters and host groups. */
  readonly properties?: ReadonlyMap<AnyId, PropertyValues | undefined>
  /** Of host groups, and of the fabric in Settings. */
  readonly configurations?: ReadonlyMap<
    HostGroupId | FabricRow['id'],
    PlacementConfiguration | undefined
  >
}

interface PropertyOwner {
  readonly id: AnyId
  readonly customProperties?: PropertyValues
}

const nothing: PlacementConfiguration = { checks: {}, customRules: [] }

/**
 * What holds on a host beyond the rating: of its host group, or inherited; from Settings at last.
 * @param after what would be said after a change, instead of what is said
 */
export function configurationOf(
  world: World,
  host: Pick<HostRow, 'hostGroupId'>,
  { configurations }: SettingsAfter = {},
): PlacementConfiguration | undefined {
  const said = (id: HostGroupId | FabricRow['id'], now: PlacementConfiguration | undefined) =>
    configurations?.has(id) ? configurations.get(id) : now
  const group = world.find('hostgroup', host.hostGroupId)
  const inherited = inheritedFrom(world, group, one => said(one.id, one.placementConfiguration))
  const { fabric } = world
  return inherited?.value ?? (fabric && said(fabric.id, fabric.placement.configuration))
}

/**
 * The custom properties that count for a host: its own, then those of its cluster, then those of
 * its host group and of the groups above (that a host follows its cluster and groups is ours).
 * @param after what hosts, clusters and groups would have after a change, instead of what they have
 */
export function propertiesOfHost(
  world: World,
  host: HostRow,
  { properties }: SettingsAfter = {},
): PropertyValues {
  const values: Record<string, string> = {}
  const take = (row: PropertyOwner | undefined) => {
    if (row)
      Object.assign(values, properties?.has(row.id) ? properties.get(row.id) : row.customProperties)
  }
  for (const id of world.index.groupsAbove(host.hostGroupId).reverse()) {
    take(world.find('hostgroup', id))
  }
  take(world.find('cluster', host.clusterId))
  take(host)
  return values
}

/** Whether a rule is kept; a VM without a value for the property is not asked. */
export function keepsCustomRule(
  { property, requirement }: CustomRule,
  vm: PropertyValues | undefined,
  host: PropertyValues | undefined,
): boolean {
  const value = vm?.[property]
  if (value === undefined || value === '') return true
  const isSame = host?.[property] === value
  const wantsSame = requirement === 'must-match' || requirement === 'should-match'
  return isSame === wantsSame
}

/** Whether a rule may never be broken. */
export function isMustRule({ requirement }: CustomRule): boolean {
  return requirement === 'must-match' || requirement === 'must-not-match'
}

/** Why a custom rule keeps a VM off a host. */
export function customReasonOf(world: World, vm: VmRow, host: HostRow): Refusal | undefined {
  const { customRules } = configurationOf(world, host) ?? nothing
  if (customRules.length === 0) return undefined
  const values = propertiesOfHost(world, host)
  const broken = customRules.find(
    rule => isMustRule(rule) && !keepsCustomRule(rule, vm.customProperties, values),
  )
  if (!broken) return undefined
  const { property } = broken
  return refuse('rule.custom', {
    ...{ name: vm.name, host: host.name, property, value: vm.customProperties[property] ?? '' },
    hostValue: values[property] ?? 'none',
    relation: broken.requirement === 'must-match' ? 'match' : 'differ from',
  })
}

/** The custom property of a name for a kind of object. */
export function propertyFor(world: World, name: string, kind: PropertyKind) {
  for (const row of world.all('customproperty')) {
    if (row.name === name && row.kinds.includes(kind)) return row
  }
  return undefined
}
