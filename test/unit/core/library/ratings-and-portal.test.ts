import { describe, expect, it } from 'vitest'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const password = 'correct horse battery'

async function member(
  lab: Lab,
  admin: LabClient,
  role: Omit<Parameters<LabClient['role']['create']>[0], 'name' | 'userIds'>,
): Promise<LabClient> {
  const { id } = await admin.user.create({ name: 'member', password })
  await admin.role.create({ ...role, name: 'Members', userIds: [id as `user-${number}`] })
  return lab.signIn('member', password)
}

describe('placement.rate', () => {
  it('ratings: of a template: hosts of the fabric, best first, with notes', async () => {
    const { admin } = await Lab.with('poc-lab')
    const answer = await admin.placement.rate({ templateId: 'template-1', name: 'new-1' })
    expect([answer.rated, answer.suitable, answer.hiddenHosts]).toEqual([6, 6, 0])
    const scores = answer.ratings.map(rating => rating.score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(answer.ratings[1]?.toWin.length).toBeGreaterThanOrEqual(3)
    expect(answer.notes.length).toBeGreaterThan(0)
  })

  it('ratings: of nothing but hardware: what is not said is a small VM of 2 GB disk', async () => {
    const { admin } = await Lab.with('poc-lab')
    const [rating] = (await admin.placement.rate({ cpuCount: 2 })).ratings
    // 20 % of 2 of 8 processors, and 512 MB with 32 MB overhead
    expect(rating?.terms[0]?.adds).toBe(5)
    expect(rating?.terms[1]?.adds).toBe(544)
    expect(rating?.reasons.map(reason => reason.code)).toEqual(['not-highly-available'])
  })

  it('ratings: of a VM: its own host does not count it twice, and its name is its own', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    lab.run(60)
    const answer = await admin.placement.rate({ vmId: 'vm-1' })
    const own = answer.ratings.find(rating => rating.hostId === 'host-1')
    expect(own?.terms[1]).toMatchObject({ now: 43 * 532, adds: 532 })
    expect(own?.reasons).toEqual([])
    const cpu = own?.terms[0]?.adds ?? 0
    expect(cpu).toBeGreaterThan(0)
    expect(cpu).toBeLessThan(100 / 8)
  })

  it('ratings: a limit: as many as asked, all counted', async () => {
    const { admin } = await Lab.with('poc-lab')
    const answer = await admin.placement.rate({ templateId: 'template-1', limit: 2 })
    expect([answer.ratings.length, answer.rated]).toEqual([2, 6])
  })

  it('ratings: outside the scope: hosts are a count, other groups are not there', async () => {
    const { lab, admin } = await Lab.with('state-agency')
    const south = await member(lab, admin, {
      profile: 'delegated-administrator',
      scope: { hostGroupIds: ['hostgroup-3'] },
    })
    const answer = await south.placement.rate({ hostGroupId: 'hostgroup-1' })
    expect(answer.ratings.map(rating => rating.hostName)).toEqual(['lb-hv-01'])
    expect(answer.hiddenHosts).toBe(3)
    expect(JSON.stringify(answer)).not.toContain('sac-hv')
    const other = south.placement.rate({ hostGroupId: 'hostgroup-2' })
    expect((await refusalOf(other)).code).toBe('not-found')
    const hiddenVm = south.placement.rate({ vmId: 'vm-1' })
    expect((await refusalOf(hiddenVm)).code).toBe('not-found')
  })
})

describe('portal', () => {
  const selfService = {
    profile: 'self-service-user',
    scope: { hostGroupIds: ['hostgroup-2'], templateIds: ['template-3', 'template-1'] },
    actions: ['deploy', 'start'],
    quota: { points: 3, shared: false },
  } as const

  function role() {
    const { scope, actions } = selfService
    return {
      ...selfService,
      scope: { hostGroupIds: [...scope.hostGroupIds], templateIds: [...scope.templateIds] },
      actions: [...actions],
    }
  }

  it('catalogue: the templates of the role, with quota before and after', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    const user = await member(lab, admin, role())
    const { items, quotas } = await user.portal.catalogue({})
    expect(items.map(item => [item.name, item.before, item.after, item.limit])).toEqual([
      ['Standard desktop', 0, 1, 3],
      ['Accounting server', 0, 3, 3],
    ])
    expect(quotas).toMatchObject([{ roleName: 'Members', used: 0, limit: 3 }])
    // 2 s, 2.4 GB at 110 MiB a second, 2.5 boots of 25 s with 9,000 requests of 0.276 x 5.6 ms
    const bootS = 25 + (9000 * 0.276 * 5.6) / 1000
    expect(items[0]?.readyInS).toBe(Math.ceil(2 + (2.4 * 1024) / 110 + 2.5 * bootS))
  })

  it('catalogue: a request that would break the quota: says so before it is made', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    const user = await member(lab, admin, role())
    const roleId = (await user.portal.quotas({}))[0]!.roleId
    await user.vm.request({ roleId, templateId: 'template-1', name: 'mine-1' })
    lab.settle()
    const { items } = await user.portal.catalogue({})
    expect(items[0]).toMatchObject({ before: 1, after: 2 })
    expect(items[0]?.blockedBecause).toBeUndefined()
    expect(items[1]?.blockedBecause).toMatchObject({
      code: 'quota.exceeded',
      data: { used: 1, requested: 3, limit: 3 },
    })
  })

  it('catalogue: how many more fit: by points, then by room in the scope, and without a name', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    const user = await member(lab, admin, role())
    const counts = async () => (await user.portal.catalogue({})).items.map(item => item.fits)
    expect(await counts()).toEqual([
      { count: 3, isCapped: false },
      { count: 1, isCapped: false },
    ])
    const hostIds = [...lab.core.simulation.world.all('host')].map(host => host.id)
    await admin.host.update({ hostIds, changes: { availableForPlacement: false } })
    expect(await counts()).toEqual([
      { count: 0, isCapped: false },
      { count: 0, isCapped: false },
    ])
    await admin.host.update({ hostIds: ['host-2'], changes: { availableForPlacement: true } })
    const [desktop] = (await user.portal.catalogue({})).items
    expect(desktop!.fits.count).toBeGreaterThan(0)
    const told = JSON.stringify((await user.portal.catalogue({})).items)
    for (const { name } of lab.core.simulation.world.all('host')) expect(told).not.toContain(name)
  })

  it('catalogue: no quota: the count stops at a hundred, and says so', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    const unlimited = { ...role(), quota: undefined }
    const user = await member(lab, admin, unlimited)
    const hardware = { cpuCount: 1, memoryMib: 32, networks: [], highlyAvailable: true }
    await admin.template.update({ templateId: 'template-1', hardware })
    await admin.cluster.update({ clusterId: 'cluster-1', changes: { reserveNodes: 0 } })
    const [desktop] = (await user.portal.catalogue({})).items
    expect(desktop!.fits).toEqual({ count: 100, isCapped: true })
  })

  it('catalogue: a disabled template: is not in it', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    const user = await member(lab, admin, role())
    await admin.template.update({ templateId: 'template-1', enabled: false })
    const { items } = await user.portal.catalogue({})
    expect(items.map(item => item.name)).toEqual(['Accounting server'])
  })

  it('request: a template of another role of the same user: is not there under this one', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    const { id } = await admin.user.create({ name: 'member', password })
    const userIds = [id as `user-${number}`]
    const first = { ...role(), name: 'First', userIds }
    const second = { ...role(), name: 'Second', userIds, actions: ['start' as const] }
    first.scope.templateIds = ['template-1'] as never
    second.scope.templateIds = ['template-3'] as never
    const roleIds = [await admin.role.create(first), await admin.role.create(second)]
    const [firstId, secondId] = roleIds.map(made => made.id as `role-${number}`)
    const user = await lab.signIn('member', password)
    const request = (roleId: `role-${number}`, templateId: `template-${number}`) =>
      refusalOf(user.vm.request({ roleId, templateId, name: 'mine-1' }))
    expect((await request(firstId!, 'template-3')).code).toBe('not-found')
    expect((await request(secondId!, 'template-1')).code).toBe('not-found')
    expect((await request(secondId!, 'template-3')).code).toBe('access.denied')
  })
})

it('ratings: a volume for a group that the caller is not in: no room on it, and why', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const { id } = await admin.userGroup.save({ name: 'Storage', description: '', userIds: [] })
  const rate = () => admin.placement.rate({ cpuCount: 1, memoryMib: 512, diskGib: 1 })
  const before = await rate()
  expect(before.ratings[0]!.stars).toBeGreaterThan(0)
  for (const volume of [...world.all('volume')]) {
    const userGroupIds = [id as 'usergroup-1']
    await admin.storage.setAccess({ volumeId: volume.id, userGroupIds })
  }
  const after = await rate()
  expect(after.ratings.every(host => host.stars === 0)).toBe(true)
  expect(JSON.stringify(after.ratings[0])).toContain('is for members of Storage')
})
