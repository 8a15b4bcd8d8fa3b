import { byId, kindOfId } from '../../shared/domain/index.ts'
import type { PropertyKind } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { CustomPropertyRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { settingsRefusal } from './rule-views.ts'

function list({ world }: HandlerContext): OutputOf<'customProperty', 'list'> {
  const rows = [...world.all('customproperty')].sort(byId)
  return { properties: rows.map(row => ({ ...row, kinds: [...row.kinds] })) }
}

/** Who compares a property in a custom rule: then it has to be there for VMs and hosts. */
function comparersOf(world: World, name: string): string[] {
  const settings = world.fabric?.placement.configuration?.customRules ?? []
  const groups = [...world.all('hostgroup')].filter(group =>
    group.placementConfiguration?.customRules.some(rule => rule.property === name),
  )
  return [
    ...(settings.some(rule => rule.property === name) ? ['the placement settings'] : []),
    ...groups.map(group => `the host group ${group.name}`),
  ]
}

function record(
  { world, caller }: HandlerContext,
  verb: 'create' | 'update' | 'delete',
  name: string,
  [before, after]: readonly [CustomPropertyRow | undefined, CustomPropertyRow | undefined],
) {
  const changes = (['name', 'description', 'kinds'] as const).flatMap(key =>
    changeOf(name, key, before?.[key], after?.[key]),
  )
  const job = { name: `job.customProperty.${verb}`, targetName: name, caller, changes }
  return recordJob(world, job)
}

function create(context: HandlerContext, draft: InputOf<'customProperty', 'create'>) {
  const { world } = context
  const isTaken = [...world.all('customproperty')].some(
    one => one.name.toLowerCase() === draft.name.toLowerCase(),
  )
  if (isTaken) return refuse('name.taken', { kind: 'custom property', name: draft.name })
  return (): Applied => {
    const row = { id: world.nextId('customproperty'), ...draft }
    world.apply(put('customproperty', row))
    const jobId = record(context, 'create', row.name, [undefined, row])
    const undo = { operation: 'customProperty.delete', input: { propertyId: row.id } }
    return { id: row.id, jobId, accepted: 1, undo }
  }
}

/** Why a property cannot stop being for VMs and hosts: a custom rule compares it. */
function useRefusal(
  world: World,
  { name }: CustomPropertyRow,
  kinds: readonly PropertyKind[],
): Refusal | undefined {
  if (kinds.includes('vm') && kinds.includes('host')) return undefined
  const users = comparersOf(world, name)
  return users.length > 0 ? refuse('property.in-use', { property: name, users }) : undefined
}

function update(
  context: HandlerContext,
  { propertyId, changes }: InputOf<'customProperty', 'update'>,
) {
  const { world } = context
  const before = world.get('customproperty', propertyId)
  const { description = before.description, kinds = before.kinds } = changes
  const refusal = useRefusal(world, before, kinds)
  if (refusal) return refusal
  return (): Applied => {
    const row = { ...before, description, kinds }
    world.apply(put('customproperty', row))
    const jobId = record(context, 'update', row.name, [before, row])
    const back = { description: before.description, kinds: [...before.kinds] }
    const undo = { operation: 'customProperty.update', input: { propertyId, changes: back } }
    return { id: row.id, jobId, accepted: 1, undo }
  }
}

function deleteProperty(
  context: HandlerContext,
  { propertyId }: InputOf<'customProperty', 'delete'>,
) {
  const { world } = context
  const row = world.get('customproperty', propertyId)
  const refusal = useRefusal(world, row, [])
  if (refusal) return refusal
  return (): Applied => {
    world.apply(remove('customproperty', propertyId))
    const jobId = record(context, 'delete', row.name, [row, undefined])
    const { name, description, kinds } = row
    const draft = { name, description, kinds: [...kinds] }
    return { jobId, accepted: 1, undo: { operation: 'customProperty.create', input: draft } }
  }
}

type ObjectId = InputOf<'customProperty', 'values'>['objectId']

/** The object whose values these are; the id tells its table. */
function objectOf({ world, access, caller }: HandlerContext, objectId: ObjectId, edits: boolean) {
  const kind = kindOfId(objectId) as 'hostgroup' | 'cluster' | 'template'
  const isTemplate = kind === 'template'
  const reading = isTemplate ? 'template.read' : 'placement.rate'
  const editing = isTemplate ? 'template.edit' : 'placement.edit'
  const row = world.find(kind, objectId)
  if (!row || !access.scope(caller, edits ? editing : reading).covers(objectId)) {
    return refuse('not-found', { kind, id: objectId })
  }
  return { table: kind, row }
}

function values(
  context: HandlerContext,
  { objectId }: InputOf<'customProperty', 'values'>,
): OutputOf<'customProperty', 'values'> | Refusal {
  const found = objectOf(context, objectId, false)
  return 'row' in found ? { values: { ...found.row.customProperties } } : found
}

function setValues(context: HandlerContext, input: InputOf<'customProperty', 'setValues'>) {
  const { world, caller } = context
  const found = objectOf(context, input.objectId, true)
  if (!('row' in found)) return found
  const { table, row } = found
  const before = row.customProperties ?? {}
  const after = Object.fromEntries(
    Object.entries({ ...before, ...input.values }).filter(([, value]) => value !== ''),
  )
  // Templates are copied: what they say binds nobody who is there.
  const refusal =
    table !== 'template' &&
    settingsRefusal(context, row.name, { properties: new Map([[row.id, after]]) })
  if (refusal) return refusal
  return (): Applied => {
    const customProperties = Object.keys(after).length > 0 ? after : undefined
    world.apply(put(table, { ...row, customProperties } as never))
    const keys = Object.keys(input.values).sort()
    const changes = keys.flatMap(key => changeOf(row.name, key, before[key], after[key]))
    const jobId = recordJob(world, {
      ...{ name: 'job.customProperty.setValues', targetId: row.id, targetName: row.name },
      ...{ caller, changes, cmdlet: 'Set-SCCustomPropertyValue' },
    })
    const back = Object.fromEntries(keys.map(key => [key, before[key] ?? '']))
    return {
      ...{ jobId, accepted: 1 },
      undo: {
        operation: 'customProperty.setValues',
        input: { objectId: input.objectId, values: back },
      },
    }
  }
}

/** Names under which objects have values, and the values of groups, clusters and templates. */
export const customPropertyHandlers = {
  ...{ list, create, update, delete: deleteProperty },
  ...{ values, setValues },
}
