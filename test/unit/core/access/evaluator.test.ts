import { expect, test } from 'vitest'
import { put } from '../../../../core/world/index.ts'
import type { AnyId } from '../../../../shared/domain/index.ts'
import type { Privilege } from '../../../../shared/rights/index.ts'
import { office } from './office.ts'

function visible(name: string, table: 'vm' | 'host' | 'role' | 'template' | 'share') {
  const { world, access, as } = office()
  const privilege = { vm: 'vm.read', host: 'host.read', role: 'role.read' } as const
  const other = { template: 'template.read', share: 'library.read' } as const
  const scope = access.scope(as(name), { ...privilege, ...other }[table])
  return [...world.all(table)].filter(row => scope.covers(row.id)).map(row => row.name)
}

test('scope: an administrator: reaches everything', () => {
  expect(visible('ada', 'vm')).toHaveLength(8)
  expect(visible('ada', 'role')).toHaveLength(5)
})

test('scope: a delegated administrator: the host groups with all below them, and no more', () => {
  expect(visible('kim', 'host')).toEqual(['hv-01', 'hv-02'])
  expect(visible('kim', 'vm')).toEqual(['web-01', 'lb-01', 'acc-sue', 'acc-sam', 'own-only'])
  expect(visible('kim', 'share')).toEqual(['sac-lib'])
})

test('scope: templates: those named, and those whose disk lies on a share in scope', () => {
  expect(visible('kim', 'template')).toEqual(['base', 'web'])
  expect(visible('rae', 'template')).toEqual(['xp', 'web'])
  // Self-service roles name theirs one by one.
  expect(visible('sue', 'template')).toEqual(['base'])
})

test('scope: a self-service user: own VMs of the role, on a host in the role’s scope', () => {
  // acc-far lies outside the scope of the role, own-only counts for no role.
  expect(visible('sue', 'vm')).toEqual(['acc-sue'])
  expect(visible('sam', 'vm')).toEqual(['acc-sam'])
  expect(visible('sue', 'host')).toEqual([])
})

test('scope: a role that shares its quota: every member has the VMs of all', () => {
  expect(visible('liz', 'vm')).toEqual(['tst-lou'])
})

test('scope: a user without a role: nothing', () => {
  const { access, as } = office()
  expect(visible('nia', 'vm')).toEqual([])
  expect(access.decide(as('nia'), 'vm.read')).toEqual({
    allowed: false,
    because: [],
    missing: 'Nia Ford is a member of no role.',
  })
})

test('scope: roles: those whose whole scope lies inside, and those that one is a member of', () => {
  expect(visible('kim', 'role')).toEqual(['Sacramento operators', 'Accounting'])
  expect(visible('rae', 'role')).toEqual(['Fresno auditors', 'Testing'])
})

test('scope: a role that controls the clock: who does not may not edit it', () => {
  const { world, access, as } = office()
  const role = world.get('role', 'role-4')
  world.apply(put('role', { ...role, mayControlClock: true }))

  // Otherwise Kim could join it and take a right that nobody gave her.
  expect(access.scope(as('kim'), 'role.read').role(role)).toBe(true)
  expect(access.decide(as('kim'), 'role.edit', 'role-4').allowed).toBe(false)
})

test('scope: the Administrator role: lies in nobody’s scope, whatever its row names', () => {
  const { world, access, as } = office()
  const scope = { hostGroupIds: ['hostgroup-2' as const], shareIds: [], templateIds: [] }
  world.apply(put('role', { ...world.get('role', 'role-1'), scope }))
  expect(access.decide(as('kim'), 'role.read', 'role-1').allowed).toBe(false)
  expect(access.decide(as('kim'), 'role.edit', 'role-1').allowed).toBe(false)
})

test('scope: a role without any scope: only administrators see it', () => {
  const { world, access, as } = office()
  const role = { ...world.get('role', 'role-4'), userIds: [] }
  const scope = { hostGroupIds: [], shareIds: [], templateIds: [] }
  world.apply(put('role', { ...role, scope }))

  expect(access.decide(as('kim'), 'role.read', 'role-4').allowed).toBe(false)
  expect(access.decide(as('ada'), 'role.read', 'role-4').allowed).toBe(true)
})

test('decide: a grant through a group and a host group: the proof names every link', () => {
  const { access, as } = office()
  expect(access.decide(as('kim'), 'vm.start', 'vm-1')).toEqual({
    allowed: true,
    because: [
      'Kim Alvarez is a member of group Ops',
      'group Ops is a member of the role Sacramento operators (Delegated Administrator)',
      'which grants vm.start',
      'VM web-01 runs on hv-01',
      'hv-01 lies in Sacramento, inside the role’s scope',
    ],
  })
  expect(access.decide(as('kim'), 'vm.start', 'vm-2').because.slice(3)).toEqual([
    'VM lb-01 is on hv-02',
    'hv-02 lies in Long Beach',
    'Long Beach lies below Sacramento, inside the role’s scope',
  ])
})

test('decide: a self-service grant: the proof names no host', () => {
  const { access, as } = office()
  expect(access.decide(as('sue'), 'vm.start', 'vm-4')).toEqual({
    allowed: true,
    because: [
      'Sue Park is a member of the role Accounting (Self-Service User)',
      'which permits the action Start (vm.start)',
      'Sue Park owns VM acc-sue under this role',
      'its host lies inside the role’s scope',
    ],
  })
})

test('decide: an action that the role does not permit: the nearest missing grant is named', () => {
  const { access, as } = office()
  expect(access.decide(as('sue'), 'vm.delete', 'vm-4')).toEqual({
    allowed: false,
    because: [],
    missing: 'Owner, and within scope. Missing: the action Remove in the role Accounting.',
  })
  expect(access.decide(as('rae'), 'vm.start', 'vm-3').missing).toBe(
    'Within the scope of the role Fresno auditors. Missing: vm.start, ' +
      'which its profile Read-Only Administrator does not grant.',
  )
})

test('decide: an object that is hidden: the words for one that does not exist', () => {
  const { access, as } = office()
  for (const name of ['kim', 'sue', 'nia']) {
    const hidden = access.decide(as(name), 'vm.start', 'vm-3').missing
    const absent = access.decide(as(name), 'vm.start', 'vm-99').missing
    expect(hidden?.replace('vm-3', 'vm-99')).toBe(absent)
    expect(hidden).not.toContain('fre-01')
  }
})

test('decide: text that is no id: denied, never thrown', () => {
  const { access, as } = office()
  for (const id of ['vm-0', 'nothing-1', '', 'vm', 'role-99', 'constructor-1']) {
    for (const name of ['ada', 'kim', 'sue']) {
      expect(access.decide(as(name), 'vm.read', id as AnyId).allowed).toBe(false)
    }
  }
})

test('decide: a role taken away: gone for a principal that was read before', () => {
  const { world, access, as } = office()
  const kim = as('kim')
  world.apply(put('usergroup', { ...world.get('usergroup', 'usergroup-1'), userIds: [] }))
  expect(access.decide(kim, 'vm.start', 'vm-1').allowed).toBe(false)
  expect(access.scope(kim, 'vm.start').vm(world.get('vm', 'vm-1'))).toBe(false)
})

test('decide: a user who was disabled: denied everything', () => {
  const { world, access, as } = office()
  const ada = as('ada')
  world.apply(put('user', { ...world.get('user', 'user-1'), enabled: false }))
  expect(access.principalOf('user-1')).toBeUndefined()
  expect(access.decide(ada, 'vm.read', 'vm-1').allowed).toBe(false)
  expect(access.holds(ada, 'vm.read')).toBe(false)
})

test('decide: a host that moves to another group: the scope follows at once', () => {
  const { world, access, as } = office()
  const host = world.get('host', 'host-3')
  const vm = world.get('vm', 'vm-3')
  expect(access.scope(as('kim'), 'vm.read').vm(vm)).toBe(false)
  world.apply(put('host', { ...host, hostGroupId: 'hostgroup-3' }))
  expect(access.scope(as('kim'), 'vm.read').vm(vm)).toBe(true)
})

test('decide: the clock: only with a role that says so', () => {
  const { world, access, as } = office()
  expect(access.holds(as('kim'), 'clock.control')).toBe(false)
  world.apply(put('role', { ...world.get('role', 'role-2'), mayControlClock: true }))
  expect(access.decide(as('kim'), 'clock.control').because.slice(-1)).toEqual([
    'which may control the clock (clock.control)',
  ])
  expect(access.holds(as('sue'), 'clock.control')).toBe(false)
})

test('decide: implied actions: what an action brings with it is granted', () => {
  const { world, access, as } = office()
  const role = world.get('role', 'role-5')
  expect(access.holds(as('liz'), 'vm.deploy')).toBe(false)
  world.apply(put('role', { ...role, actions: ['deployFromTemplateOnly'] }))
  expect(access.holds(as('liz'), 'vm.deploy')).toBe(true)
})

test('decide: what belongs to the whole fabric: users are seen and never changed', () => {
  const { access, as } = office()
  const may = (name: string, privilege: Privilege) =>
    access.decide(as(name), privilege, 'user-6').allowed
  expect([may('kim', 'user.read'), may('kim', 'user.edit')]).toEqual([true, false])
  expect([may('rae', 'user.read'), may('sue', 'user.read')]).toEqual([true, false])
})

test('explain: for a reader who sees less: roles and places outside are not named', () => {
  const { world, access, as } = office()
  const wide = { hostGroupIds: ['hostgroup-1' as const], shareIds: [], templateIds: [] }
  world.apply(put('role', { ...world.get('role', 'role-3'), scope: wide }))

  const proof = access.explain(as('kim'), as('rae'), 'vm.read', 'vm-1')
  expect(proof.allowed).toBe(true)
  expect(proof.because).toEqual([
    'Rae Wood is a member of a user role outside your scope (Read-Only Administrator)',
    'which grants vm.read',
    'VM web-01 runs on hv-01',
    'hv-01 lies in Sacramento',
    'Sacramento lies below a host group outside your scope, inside the role’s scope',
  ])
})

test('scope: jobs: by their target, those without one by who started them', () => {
  const { world, access, as } = office()
  const jobs = [
    { id: 'job-1', targetId: 'vm-1', userId: 'user-1' },
    { id: 'job-2', targetId: 'vm-3', userId: 'user-1' },
    { id: 'job-3', userId: 'user-2' },
    { id: 'job-4', userId: 'user-1' },
    { id: 'job-5', targetId: 'vm-99', userId: 'user-2' },
    { id: 'job-6', targetId: 'user-6', userId: 'user-1' },
    { id: 'job-7', targetId: 'vm-3', userId: 'user-2' },
    { id: 'job-8', targetId: 'vm-4', userId: 'user-4' },
  ] as const
  const base = { name: 'job', status: 'completed', targetName: '', ownerName: '' } as const
  const seen = (name: string) => {
    const scope = access.scope(as(name), 'job.read')
    return jobs.filter(job => scope.job({ ...base, ...job } as never)).map(job => job.id)
  }
  expect(world.count('job')).toBe(0)
  // job-7 was Kim's own, but its VM lies outside her scope by now.
  expect(seen('kim')).toEqual(['job-1', 'job-3', 'job-5', 'job-8'])
  expect(seen('sue')).toEqual(['job-8'])
})

test('scope: audit records: own ones, and those with every target in scope', () => {
  const { access, as } = office()
  const records = [
    { id: 'audit-1', userId: 'user-1', targetIds: ['vm-1', 'vm-2'] },
    { id: 'audit-2', userId: 'user-1', targetIds: ['vm-1', 'vm-3'] },
    { id: 'audit-3', userId: 'user-1', targetIds: [] },
    { id: 'audit-4', userId: 'user-2', targetIds: ['vm-3'] },
    { id: 'audit-5', userId: 'user-1', targetIds: ['user-6'] },
    { id: 'audit-6', userId: 'user-1', targetIds: ['vm-1', 'user-6'] },
    { id: 'audit-7', userId: 'user-1', targetIds: ['vm-99'] },
  ]
  const scope = access.scope(as('kim'), 'audit.read')
  const seen = records.filter(row => scope.audit(row as never)).map(row => row.id)
  expect(seen).toEqual(['audit-1', 'audit-4', 'audit-6'])
})
