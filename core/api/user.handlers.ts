import type { UserGroupId, UserId } from '../../shared/domain/index.ts'
import type { UserRowView } from '../../shared/contract/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { checkAdministratorLeft } from '../access/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { Change, JobChangeRow, UserGroupRow, UserRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import type { Columns } from './list.ts'
import {
  answerOf,
  booleanColumn,
  numberColumn,
  textColumn,
  textsColumn,
  windowOver,
} from './list.ts'
import type { PreparedPassword, PreparedUser } from './prepare.ts'
import { namesOf, userNamed, userViews, withoutUser } from './users.ts'
import { idsInOrder } from '../../shared/domain/index.ts'

const columns: Columns<UserRowView> = {
  name: textColumn(row => row.name),
  displayName: textColumn(row => row.displayName),
  enabled: booleanColumn(row => row.enabled),
  groups: textsColumn(row => row.groups.map(group => group.name)),
  roles: textsColumn(row => row.roles.map(role => role.name)),
  ownedVms: numberColumn(row => row.ownedVms),
  createdMs: numberColumn(row => row.createdMs),
}

export const userHandlers = {
  list(context: HandlerContext, input: InputOf<'user', 'list'>) {
    const page = windowOver(userViews(context), columns, input)
    if (page instanceof Refusal) return page
    return answerOf(context.world, page, row => row) satisfies OutputOf<'user', 'list'>
  },

  create(context: HandlerContext, input: PreparedUser): Refusal | (() => Applied) {
    const { world, caller } = context
    const taken = userNamed(world, input.name)
    if (taken) return refuse('name.taken', { kind: 'user', name: taken.name })
    const unknown = unknownGroup(world, input.userGroupIds)
    if (unknown) return unknown
    return () => {
      const id = world.nextId('user')
      const { name, displayName, passwordHash } = input
      const user: UserRow = {
        id,
        name,
        displayName,
        enabled: true,
        passwordHash,
        createdMs: world.nowMs,
      }
      world.apply(put('user', user))
      world.applyAll(membershipChanges(world, id, input.userGroupIds))
      const groups = groupNames(world, input.userGroupIds)
      const changes = changeOf(name, 'name', '', name).concat(changeOf(name, 'groups', '', groups))
      const jobId = recordJob(world, {
        name: 'job.user.create',
        targetId: id,
        targetName: name,
        caller,
        changes,
      })
      return { id, jobId }
    }
  },

  update(context: HandlerContext, input: InputOf<'user', 'update'>): Refusal | (() => Applied) {
    const { world } = context
    const user = world.get('user', input.userId)
    const unknown = unknownGroup(world, input.userGroupIds ?? [])
    if (unknown) return unknown
    const after: UserRow = {
      ...user,
      displayName: input.displayName ?? user.displayName,
      enabled: input.enabled ?? user.enabled,
    }
    const before = groupNames(world, groupsOf(world, user.id))
    const changes: Change[] = [put('user', after)]
    if (input.userGroupIds) changes.push(...membershipChanges(world, user.id, input.userGroupIds))
    const last = checkAdministratorLeft(world, changes)
    if (last) return last
    return () => {
      world.applyAll(changes)
      const tracked = [
        ...changeOf(user.name, 'displayName', user.displayName, after.displayName),
        ...changeOf(user.name, 'enabled', user.enabled, after.enabled),
        ...changeOf(user.name, 'groups', before, groupNames(world, groupsOf(world, user.id))),
      ]
      return { id: user.id, jobId: userJob(context, 'job.user.update', user, tracked) }
    }
  },

  setPassword(context: HandlerContext, input: PreparedPassword): Refusal | (() => Applied) {
    const { world } = context
    const user = world.find('user', input.userId)
    if (!user) return refuse('not-found', { kind: 'user', id: input.userId })
    return () => {
      world.apply(put('user', { ...user, passwordHash: input.passwordHash }))
      // The values themselves stay out of the record.
      const tracked = [{ object: user.name, property: 'password', before: '', after: '' }]
      return { id: user.id, jobId: userJob(context, 'job.user.set-password', user, tracked) }
    }
  },

  delete(context: HandlerContext, input: InputOf<'user', 'delete'>): Refusal | (() => Applied) {
    const { world } = context
    const user = world.get('user', input.userId)
    const changes = changesOfDeletion(world, user)
    const last = checkAdministratorLeft(world, changes)
    if (last) return last
    return () => {
      world.applyAll(changes)
      const tracked = changeOf(user.name, 'name', user.name, '')
      return { jobId: userJob(context, 'job.user.delete', user, tracked) }
    }
  },
}

function userJob(
  { world, caller }: HandlerContext,
  name: string,
  user: UserRow,
  changes: JobChangeRow[],
) {
  return recordJob(world, { name, targetId: user.id, targetName: user.name, caller, changes })
}

function unknownGroup(world: World, ids: readonly UserGroupId[]): Refusal | undefined {
  const id = ids.find(one => !world.find('usergroup', one))
  return id && refuse('not-found', { kind: 'usergroup', id })
}

function groupsOf(world: World, userId: UserId): UserGroupId[] {
  return [...world.all('usergroup')].filter(one => one.userIds.includes(userId)).map(one => one.id)
}

function groupNames(world: World, ids: readonly UserGroupId[]): string {
  const names = namesOf(world, 'usergroup', ids)
  return names.map(group => group.name).join(', ')
}

/** The groups that change when the user belongs to exactly these. */
function membershipChanges(world: World, userId: UserId, wanted: readonly UserGroupId[]): Change[] {
  const changes: Change[] = []
  for (const group of world.all('usergroup')) {
    const belongs = group.userIds.includes(userId)
    if (belongs === wanted.includes(group.id)) continue
    const after: UserGroupRow = belongs
      ? withoutUser(group, userId)
      : { ...group, userIds: [...group.userIds, userId] }
    changes.push(put('usergroup', after))
  }
  return changes
}

/** Takes the user out of groups, roles and the ownership of VMs, which stay. */
function changesOfDeletion(world: World, user: UserRow): Change[] {
  const changes = membershipChanges(world, user.id, [])
  for (const role of world.all('role')) {
    if (role.userIds.includes(user.id)) changes.push(put('role', withoutUser(role, user.id)))
  }
  for (const vmId of idsInOrder(world.index.vmsByOwner.of(user.id))) {
    changes.push(put('vm', { ...world.get('vm', vmId), ownerId: undefined }))
  }
  changes.push(remove('user', user.id))
  return changes
}
