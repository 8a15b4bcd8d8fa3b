import type { HostGroupId, PlacementConfiguration } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { inheritedFrom } from '../hosts/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { fabricOptions, propertyFor } from '../placement/index.ts'
import type { PlacementWeights } from '../placement/index.ts'
import type { FabricRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { settingsRefusal } from './rule-views.ts'

const nothing = { checks: {}, customRules: [] }

/** A configuration as it crosses the wire. */
function copyOf({ checks, customRules }: PlacementConfiguration) {
  return { checks: { ...checks }, customRules: customRules.map(rule => ({ ...rule })) }
}

/** Absent where it asks nothing, so that a fabric that was set back is as it was. */
function kept(configuration: PlacementConfiguration): PlacementConfiguration | undefined {
  const { checks, customRules } = configuration
  return Object.keys(checks).length + customRules.length > 0 ? configuration : undefined
}

/** A custom rule compares what VMs and hosts both can have. */
function rulesRefusal(
  world: World,
  configuration: PlacementConfiguration | undefined,
): Refusal | undefined {
  for (const { property } of configuration?.customRules ?? []) {
    for (const kind of ['vm', 'host'] as const) {
      if (!propertyFor(world, property, kind)) {
        return refuse('property.unknown', { property, kind: kind === 'vm' ? 'VM' : 'host' })
      }
    }
  }
  return undefined
}

/** Why must rules could no longer be kept where a fabric or a host group asks for this. */
function weighed(
  context: HandlerContext,
  name: string,
  id: HostGroupId | FabricRow['id'],
  configuration: PlacementConfiguration | undefined,
): Refusal | undefined {
  return settingsRefusal(context, name, { configurations: new Map([[id, configuration]]) })
}

function get({
  world,
}: HandlerContext): OutputOf<'placementSettings', 'get'> & { weights: PlacementWeights } {
  const { goal, weights } = fabricOptions(world)
  const configuration = copyOf(world.fabric?.placement.configuration ?? nothing)
  return { goal, weights: { ...weights }, configuration }
}

function set(context: HandlerContext, input: InputOf<'placementSettings', 'set'>) {
  const { world, caller } = context
  const fabric = world.fabric!
  const refusal =
    rulesRefusal(world, input.configuration) ??
    (input.configuration && weighed(context, fabric.name, fabric.id, input.configuration))
  if (refusal) return refusal
  return (): Applied => {
    const before = get(context)
    const { goal, configuration } = { ...before, ...defined(input) }
    const weights = { ...before.weights, ...input.weights } as PlacementWeights
    const placement = { goal, weights, configuration: kept(configuration) }
    world.apply(put('fabric', { ...fabric, placement }))
    const changes = [
      ...changeOf(fabric.name, 'placementGoal', before.goal, goal),
      ...(['cpu', 'memory', 'disk', 'network'] as const).flatMap(key =>
        changeOf(fabric.name, `importance.${key}`, before.weights[key], weights[key]),
      ),
      ...configurationChanges(fabric.name, before.configuration, configuration),
    ]
    const jobId = recordJob(world, {
      ...{ name: 'job.placementSettings.set', targetName: fabric.name, caller, changes },
      cmdlet: 'Set-SCPlacementConfiguration',
    })
    return {
      ...{ jobId, accepted: 1 },
      undo: { operation: 'placementSettings.set', input: before },
    }
  }
}

function defined<Input extends object>(input: Input): Partial<Input> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Partial<Input>
}

function configurationChanges(
  name: string,
  before: PlacementConfiguration,
  after: PlacementConfiguration,
) {
  const rules = ({ customRules }: PlacementConfiguration) =>
    customRules.map(rule => `${rule.property}: ${rule.requirement}`).join(', ')
  const checks = (configuration: PlacementConfiguration) =>
    Object.entries(configuration.checks)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([check, level]) => `${check}: ${level}`)
      .join(', ')
  return [
    ...changeOf(name, 'placementChecks', checks(before), checks(after)),
    ...changeOf(name, 'customRules', rules(before), rules(after)),
  ]
}

/** What a group would follow without a configuration of its own, and which group says so. */
function inheritedBy(world: World, hostGroupId: string) {
  const parent = world.find('hostgroup', world.get('hostgroup', hostGroupId).parentId)
  const above = inheritedFrom(world, parent, one => one.placementConfiguration)
  const value = above?.value ?? world.fabric?.placement.configuration ?? nothing
  return { value, fromGroupName: above?.group.name }
}

function group(
  { world }: HandlerContext,
  { hostGroupId }: InputOf<'placementSettings', 'group'>,
): OutputOf<'placementSettings', 'group'> {
  const own = world.get('hostgroup', hostGroupId).placementConfiguration
  const { value, fromGroupName } = inheritedBy(world, hostGroupId)
  return {
    ...{ configuration: copyOf(own ?? value), inherited: copyOf(value) },
    ...{ isOwn: own !== undefined, fromGroupName },
  }
}

function setGroup(context: HandlerContext, input: InputOf<'placementSettings', 'setGroup'>) {
  const { world, caller } = context
  const row = world.get('hostgroup', input.hostGroupId)
  const refusal =
    rulesRefusal(world, input.configuration) ??
    weighed(context, row.name, row.id, input.configuration)
  if (refusal) return refusal
  return (): Applied => {
    const { value } = inheritedBy(world, row.id)
    const { placementConfiguration: before } = row
    world.apply(put('hostgroup', { ...row, placementConfiguration: input.configuration }))
    const changes = configurationChanges(row.name, before ?? value, input.configuration ?? value)
    const jobId = recordJob(world, {
      ...{ name: 'job.placementSettings.setGroup', targetId: row.id, targetName: row.name },
      ...{ caller, changes, cmdlet: 'Set-SCPlacementConfiguration' },
    })
    const back = { hostGroupId: row.id, configuration: before && copyOf(before) }
    return {
      ...{ jobId, accepted: 1 },
      undo: { operation: 'placementSettings.setGroup', input: back },
    }
  }
}

/** How the fabric places, and what host groups ask beyond the rating. */
export const placementSettingsHandlers = { get, set, group, setGroup }
