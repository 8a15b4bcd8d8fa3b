import { expect, test } from 'vitest'
import { checkQuota, checkQuotaHolds, quotaUses } from '../../../../core/access/index.ts'
import type { RoleRow } from '../../../../core/world/index.ts'
import { put } from '../../../../core/world/index.ts'
import { worldOf } from '../../../kit/access-rows.ts'
import { office } from './office.ts'

/** Two members with 10 and 5 points in use, a recycled VM, a failed one and one without owner. */
function pool(quota: RoleRow['quota']) {
  const counted = { hostId: 'host-1', roleId: 'role-1', quotaPoints: 5 } as const
  const world = worldOf({
    host: [{ id: 'host-1' }],
    user: [
      { id: 'user-1', name: 'sue', displayName: 'Sue Park' },
      { id: 'user-2', name: 'sam' },
    ],
    role: [{ id: 'role-1', name: 'Accounting', profile: 'self-service-user', quota }],
    vm: [
      { id: 'vm-1', ownerId: 'user-1', ...counted },
      { id: 'vm-2', ownerId: 'user-1', ...counted, state: 'creating' },
      { id: 'vm-3', ownerId: 'user-2', ...counted },
      { id: 'vm-4', ownerId: 'user-1', ...counted, recycled: { atMs: 0 } },
      { id: 'vm-5', ownerId: 'user-1', ...counted, state: 'creation-failed' },
      { id: 'vm-6', ...counted },
      { id: 'vm-7', ownerId: 'user-1', ...counted, roleId: undefined },
    ],
  })
  return { world, role: world.get('role', 'role-1') }
}

test('quota: for each member: deployed VMs of that member count, and the limit itself fits', () => {
  const { world, role } = pool({ points: 20, shared: false })
  expect(checkQuota(world, role, 'user-1', 10)).toBeUndefined()
  expect(checkQuota(world, role, 'user-1', 11)).toMatchObject({
    code: 'quota.exceeded',
    data: {
      quota: 'template points',
      holder: 'Sue Park in the role Accounting',
      used: 10,
      requested: 11,
      limit: 20,
    },
  })
  expect(checkQuota(world, role, 'user-2', 15)).toBeUndefined()
})

test('quota: shared: the VMs of all members count, also those without an owner', () => {
  const { world, role } = pool({ points: 25, shared: true })
  expect(checkQuota(world, role, 'user-2', 5)).toBeUndefined()
  expect(checkQuota(world, role, 'user-2', 6)).toMatchObject({
    data: { holder: 'the role Accounting, shared by its members', used: 20, limit: 25 },
  })
})

test('quota: a VM that changes: its own points do not count against it', () => {
  const { world, role } = pool({ points: 10, shared: false })
  expect(checkQuota(world, role, 'user-1', 5, 'vm-1')).toBeUndefined()
  expect(checkQuota(world, role, 'user-1', 6, 'vm-1')).toBeDefined()
})

test('quota: nothing to add, or no quota: always fits', () => {
  const { world, role } = pool({ points: 1, shared: false })
  expect(checkQuota(world, role, 'user-1', 0)).toBeUndefined()
  expect(checkQuota(world, { ...role, quota: undefined }, 'user-1', 1000)).toBeUndefined()
})

test('quota: one below what is in use: refused, for the member whom it breaks', () => {
  const { world, role } = pool(undefined)
  const withQuota = (points: number, shared: boolean) =>
    checkQuotaHolds(world, { ...role, quota: { points, shared } })
  expect(withQuota(10, false)).toBeUndefined()
  expect(withQuota(9, false)).toMatchObject({ data: { used: 10, requested: 0, limit: 9 } })
  expect(withQuota(20, true)).toBeUndefined()
  expect(withQuota(19, true)).toMatchObject({ data: { used: 20, limit: 19 } })
})

test('quota: uses of a principal: one for each self-service role', () => {
  const { world, as } = office()
  expect(quotaUses(world, as('sue'))).toEqual([
    { roleId: 'role-4', roleName: 'Accounting', shared: false, used: 10, limit: 20 },
  ])
  world.apply(put('vm', { ...world.get('vm', 'vm-4'), recycled: { atMs: 5 } }))
  expect(quotaUses(world, as('sue'))[0]?.used).toBe(5)
  expect(quotaUses(world, as('kim'))).toEqual([])
})
