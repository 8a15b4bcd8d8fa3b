import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { checkAdministratorLeft } from '../access/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { Change, UserGroupRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { namesOf, userGroupViews } from './users.ts'

export const userGroupHandlers = {
  list(context: HandlerContext): OutputOf<'userGroup', 'list'> {
    return userGroupViews(context)
  },

  save(context: HandlerContext, input: InputOf<'userGroup', 'save'>): Refusal | (() => Applied) {
    const { world } = context
    const before = world.find('usergroup', input.userGroupId)
    if (input.userGroupId && !before) {
      return refuse('not-found', { kind: 'usergroup', id: input.userGroupId })
    }
    const unknown = input.userIds.find(id => !world.find('user', id))
    if (unknown) return refuse('not-found', { kind: 'user', id: unknown })
    const taken = groupNamed(world, input.name)
    if (taken && taken.id !== before?.id) {
      return refuse('name.taken', { kind: 'user group', name: taken.name })
    }
    const { name, description } = input
    const content = { name, description, userIds: [...new Set(input.userIds)] }
    const changes: Change[] = before ? [put('usergroup', { ...before, ...content })] : []
    const last = checkAdministratorLeft(world, changes)
    if (last) return last
    return () => {
      const after: UserGroupRow = { id: before?.id ?? world.nextId('usergroup'), ...content }
      const jobId = groupJob(context, before, after)
      world.apply(put('usergroup', after))
      return { id: after.id, jobId }
    }
  },

  delete(
    context: HandlerContext,
    input: InputOf<'userGroup', 'delete'>,
  ): Refusal | (() => Applied) {
    const { world } = context
    const group = world.get('usergroup', input.userGroupId)
    const changes: Change[] = []
    for (const role of world.all('role')) {
      if (!role.userGroupIds.includes(group.id)) continue
      const userGroupIds = role.userGroupIds.filter(id => id !== group.id)
      changes.push(put('role', { ...role, userGroupIds }))
    }
    changes.push(remove('usergroup', group.id))
    const last = checkAdministratorLeft(world, changes)
    if (last) return last
    return () => {
      const jobId = groupJob(context, group, undefined)
      world.applyAll(changes)
      return { jobId }
    }
  },
}

function groupNamed(world: World, name: string): UserGroupRow | undefined {
  const sought = name.trim().toLowerCase()
  for (const group of world.all('usergroup')) {
    if (group.name.toLowerCase() === sought) return group
  }
  return undefined
}

function groupJob(
  { world, caller }: HandlerContext,
  before: UserGroupRow | undefined,
  after: UserGroupRow | undefined,
) {
  const { id, name: targetName } = (after ?? before)!
  const members = (group: UserGroupRow | undefined) =>
    namesOf(world, 'user', group?.userIds ?? [])
      .map(user => user.name)
      .join(', ')
  const verb = !before ? 'create' : after ? 'update' : 'delete'
  return recordJob(world, {
    name: `job.userGroup.${verb}`,
    targetId: id,
    targetName,
    caller,
    changes: [
      ...changeOf(targetName, 'name', before?.name ?? '', after?.name ?? ''),
      ...changeOf(targetName, 'description', before?.description ?? '', after?.description ?? ''),
      ...changeOf(targetName, 'members', members(before), members(after)),
    ],
  })
}
