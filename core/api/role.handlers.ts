import { idsInOrder, kindOfId } from '../../shared/domain/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { Description, RoleDraft } from '../access/index.ts'
import {
  administratorRole,
  checkAdministratorLeft,
  checkQuotaHolds,
  describeRole,
} from '../access/index.ts'
import { recordJob } from '../jobs/record.ts'
import type { Change, RoleRow } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import {
  checkAdministratorUnchanged,
  checkDraft,
  draftOf,
  namesFor,
  profileFixed,
} from './role-rules.ts'
import { roleChanges, roleView } from './role-views.ts'

export const roleHandlers = {
  list(context: HandlerContext): OutputOf<'role', 'list'> {
    const { world, access, caller } = context
    const visible = access.scope(caller, 'role.read')
    return [...world.all('role')]
      .filter(role => visible.role(role))
      .map(role => roleView(context, role))
  },

  create(context: HandlerContext, input: InputOf<'role', 'create'>): Refusal | (() => Applied) {
    const { world } = context
    const draft = draftOf(input)
    const administrators = administratorRole(world)
    if (draft.profile === 'administrator' && administrators) return profileFixed(administrators)
    const refusal = checkDraft(context, draft, undefined)
    if (refusal) return refusal
    return () => {
      const role: RoleRow = { id: world.nextId('role'), ...draft }
      world.apply(put('role', role))
      const jobId = roleJob(context, 'create', role, undefined, role)
      return { id: role.id, jobId, undo: { operation: 'role.delete', input: { roleId: role.id } } }
    }
  },

  update(context: HandlerContext, input: InputOf<'role', 'update'>): Refusal | (() => Applied) {
    const { world } = context
    const before = world.get('role', input.roleId)
    const isAdministrator = before.profile === 'administrator'
    const { roleId: id, ...rest } = input
    const draft = draftOf({ ...rest, profile: before.profile })
    const fixed = isAdministrator ? checkAdministratorUnchanged(before, draft) : undefined
    const refusal = fixed ?? checkDraft(context, draft, id)
    if (refusal) return refusal
    const after: RoleRow = { id, ...draft }
    const changes: Change[] = [put('role', after)]
    const impossible = checkAdministratorLeft(world, changes) ?? checkQuotaHolds(world, after)
    if (impossible) return impossible
    return () => {
      world.applyAll(changes)
      return { id, jobId: roleJob(context, 'update', after, before, after) }
    }
  },

  delete(context: HandlerContext, input: InputOf<'role', 'delete'>): Refusal | (() => Applied) {
    const { world } = context
    const role = world.get('role', input.roleId)
    if (role.profile === 'administrator') return profileFixed(role)
    // Its VMs stay with their owners and points, but count for no role.
    const changes: Change[] = idsInOrder(world.index.vmsByRole.of(role.id)).map(vmId =>
      put('vm', { ...world.get('vm', vmId), roleId: undefined }),
    )
    return () => {
      world.applyAll([...changes, remove('role', role.id)])
      return { jobId: roleJob(context, 'delete', role, role, undefined) }
    }
  },

  describe(context: HandlerContext, input: InputOf<'role', 'describe'>) {
    const description: Description = describeRole(context.world, draftOf(input), namesFor(context))
    return {
      who: description.who,
      can: [...description.can],
      cannot: [...description.cannot],
      warnings: [...description.warnings],
    } satisfies OutputOf<'role', 'describe'>
  },

  explain(
    context: HandlerContext,
    input: InputOf<'role', 'explain'>,
  ): OutputOf<'role', 'explain'> | Refusal {
    const { world, access, caller } = context
    const { userId, targetId } = input
    const user = world.find('user', userId)
    const names = namesFor(context)
    if (!user || !names.sees(userId)) return refuse('not-found', { kind: 'user', id: userId })
    if (targetId && !names.sees(targetId)) {
      return refuse('not-found', { kind: kindOfId(targetId) ?? 'object', id: targetId })
    }
    const principal = access.principalOf(userId) ?? {
      userId,
      name: user.name,
      displayName: user.displayName || user.name,
      roles: [],
    }
    const decision = access.explain(caller, principal, input.privilege as Privilege, targetId)
    return { ...decision, because: [...decision.because] }
  },
}

function roleJob(
  { world, caller }: HandlerContext,
  verb: 'create' | 'update' | 'delete',
  role: RoleRow,
  before: RoleDraft | undefined,
  after: RoleDraft | undefined,
) {
  const cmdlets = {
    create: 'New-SCUserRole',
    update: 'Set-SCUserRole',
    delete: 'Remove-SCUserRole',
  }
  return recordJob(world, {
    name: `job.role.${verb}`,
    targetId: role.id,
    targetName: role.name,
    caller,
    cmdlet: cmdlets[verb],
    changes: roleChanges(world, before, after),
  })
}
