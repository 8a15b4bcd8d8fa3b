import { expect, test } from 'vitest'
import type { HostId, VmId } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach, password } from './agency.ts'

const rule = {
  name: 'Web apart',
  scopeId: 'cluster-1',
  kind: 'keep-apart',
  strength: 'must',
} as const

async function laboratory() {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const onHost = (hostId: HostId) =>
    [...world.all('vm')].filter(
      vm => vm.hostId === hostId && vm.state === 'running' && vm.highlyAvailable,
    )
  const [one, other] = [onHost('host-1')[0]!, onHost('host-2')[0]!]
  return { lab, admin, world, onHost, one, other, vmIds: [one.id, other.id] }
}

test('placement rule: two VMs apart: neither can come to the other, and the rating says why', async () => {
  const { lab, admin, world, one, other, vmIds } = await laboratory()
  await admin.placementRule.create({ ...rule, vmIds })
  const move = admin.vm.migrate({ vmIds: [one.id], hostId: other.hostId })
  expect((await refusalOf(move)).code).toBe('rule.keeps-apart')
  const { targets } = await admin.vm.migrationTargets({ vmId: one.id })
  const barred = targets.filter(target => target.blockedBecause?.code === 'rule.keeps-apart')
  expect(barred.map(target => target.hostId)).toEqual([other.hostId])
  const { ratings } = await admin.placement.rate({ vmId: one.id })
  const rated = ratings.find(rating => rating.hostId === other.hostId)!
  expect(rated.stars).toBe(0)
  expect(rated.reasons[0]!.text).toBe(
    `Rule Web apart: the VM must not share a host with ${other.name} on ${rated.hostName}.`,
  )
  expect(rated.toWin[0]).toMatch(`Move ${other.name} off ${rated.hostName}`)
  const free = world.get('host', targets[0]!.hostId)
  await admin.vm.migrate({ vmIds: [one.id], hostId: free.id })
  lab.settle()
  expect(world.get('vm', one.id).hostId).toBe(free.id)
})

test('placement rule: both moved at once to one host: refused for both of them', async () => {
  const { admin, vmIds } = await laboratory()
  await admin.placementRule.create({ ...rule, vmIds })
  const refused = await refusalOf(admin.vm.migrate({ vmIds, hostId: 'host-3' }))
  expect(refused.code).toBe('access.bulk-none-possible')
})

test('placement rule: VMs together: one cannot leave the other, both at once can', async () => {
  const { lab, admin, world, onHost } = await laboratory()
  const [one, other] = onHost('host-1')
  const vmIds = [one!.id, other!.id]
  await admin.placementRule.create({ ...rule, name: 'Pair', kind: 'keep-together', vmIds })
  const alone = admin.vm.migrate({ vmIds: [one!.id], hostId: 'host-2' })
  expect((await refusalOf(alone)).code).toBe('rule.keeps-together')
  await admin.vm.migrate({ vmIds, hostId: 'host-2' })
  lab.settle()
  expect(vmIds.map(id => world.get('vm', id).hostId)).toEqual(['host-2', 'host-2'])
})

test('placement rule: together and apart at once: refused with both rules and VMs named', async () => {
  const { admin, one, other, vmIds } = await laboratory()
  await admin.placementRule.create({ ...rule, vmIds })
  const pair = { ...rule, name: 'Pair', kind: 'keep-together', vmIds } as const
  const refused = await refusalOf(admin.placementRule.create(pair))
  expect(refused.code).toBe('rule.conflict')
  expect(refused.text).toContain(`${one.name} and ${other.name} would have to be on the same host`)
  expect(refused.data).toMatchObject({ rules: ['Pair', 'Web apart'] })
  const weighed = await admin.placementRule.weigh({ rule: pair })
  expect(weighed).toMatchObject({ status: 'impossible', rules: ['Pair', 'Web apart'] })
})

test('placement rule: more VMs apart than hosts may take them: refused with the numbers', async () => {
  const { admin, world } = await laboratory()
  const vmIds = [...world.all('vm')].filter(vm => vm.highlyAvailable).slice(0, 7)
  const seven = { ...rule, vmIds: vmIds.map(vm => vm.id) }
  const refused = await refusalOf(admin.placementRule.create(seven))
  expect(refused.text).toMatch(/would need 7 hosts, and may only be on .*: 6\./)
  await admin.placementRule.create({ ...seven, strength: 'should' })
})

test('placement rule: possible owners and a host out of placement: count in what can be kept', async () => {
  const { admin, one, vmIds } = await laboratory()
  await admin.cluster.setOwners({ vmIds: [one.id], possibleOwnerIds: ['host-1'] })
  const barred: HostId[] = ['host-1']
  const off = { ...rule, name: 'Off', kind: 'not-on' as const, vmIds, hostIds: barred }
  const refused = await refusalOf(admin.placementRule.create(off))
  expect(refused.text).toContain(`possible owners of ${one.name}`)
  const asked: HostId[] = ['host-5']
  const on = { ...rule, name: 'On', kind: 'run-on' as const, vmIds, hostIds: asked }
  await admin.cluster.setOwners({ vmIds: [one.id], possibleOwnerIds: [] })
  await admin.host.update({ hostIds: ['host-5'], changes: { availableForPlacement: false } })
  expect((await refusalOf(admin.placementRule.create(on))).code).toBe('rule.conflict')
})

test('placement rule: owners that contradict it: refused with VM and rule, whatever else is given', async () => {
  const { admin, world, one, vmIds } = await laboratory()
  const barred: HostId[] = ['host-1']
  await admin.placementRule.create({ ...rule, name: 'Off', kind: 'not-on', vmIds, hostIds: barred })
  const owners = admin.cluster.setOwners({ vmIds: [one.id], possibleOwnerIds: barred })
  const refused = await refusalOf(owners)
  expect(refused).toMatchObject({ code: 'rule.contradicted', data: { rules: ['Off'] } })
  expect(refused.text).toContain(`possible owners of ${one.name}`)
  expect(world.get('vm', one.id).possibleOwnerIds).toBeUndefined()
  await admin.cluster.setOwners({ vmIds: [one.id], possibleOwnerIds: ['host-1', 'host-2'] })
  await admin.cluster.setOwners({ vmIds: [one.id], priority: 'high' })
})

test('placement rule: a tag that brings one VM too many: refused, and another tag is not', async () => {
  const { admin, world } = await laboratory()
  const vmIds = [...world.all('vm')].filter(vm => vm.highlyAvailable).map(vm => vm.id)
  const [last, ...six] = vmIds.slice(0, 7).reverse()
  await admin.vm.update({ vmIds: six, changes: { addTags: ['web'] } })
  await admin.placementRule.create({ ...rule, vmIds: [], vmTags: ['web'] })
  const tagged = admin.vm.update({ vmIds: [last!], changes: { addTags: ['web'] } })
  const refused = await refusalOf(tagged)
  expect(refused).toMatchObject({ code: 'rule.contradicted', data: { rules: ['Web apart'] } })
  expect(refused.text).toMatch(/would need 7 hosts, and may only be on .*: 6\./)
  await admin.vm.update({ vmIds: [last!], changes: { addTags: ['mail'] } })
})

test('placement rule: made after the fact: says who breaks it, and keeps them from starting', async () => {
  const { lab, admin, onHost } = await laboratory()
  const [one, other] = onHost('host-1')
  const vmIds = [one!.id, other!.id]
  await admin.vm.turnOff({ vmIds: [other!.id] })
  lab.settle()
  const { id } = await admin.placementRule.create({ ...rule, vmIds })
  const { rules } = await admin.placementRule.list({ scopeId: 'cluster-1' })
  expect(rules[0]).toMatchObject({
    words: `${one!.name} and ${other!.name} must not share a host`,
    violations: [{ vmName: one!.name }, { vmName: other!.name }],
  })
  const start = admin.vm.start({ vmIds: [other!.id] })
  expect((await refusalOf(start)).code).toBe('rule.keeps-apart')
  await admin.placementRule.update({ ruleId: id as never, changes: { isEnabled: false } })
  await admin.vm.start({ vmIds: [other!.id] })
  lab.settle()
})

test('placement rule: by a tag: VMs of one command see each other and go to different hosts', async () => {
  const { lab, admin, world } = await laboratory()
  await admin.placementRule.create({ ...rule, vmIds: [], vmTags: ['web'] })
  await admin.vm.create(web(5))
  lab.settle()
  const made = [...world.all('vm')].filter(vm => vm.name.startsWith('web'))
  expect(new Set(made.map(vm => vm.hostId)).size).toBe(5)
  await admin.vm.create({ ...web(2), name: 'web-more' })
  lab.settle()
  expect([...world.all('vm')].filter(vm => vm.name.startsWith('web'))).toHaveLength(6)
})

function web(count: number) {
  return {
    ...{ name: 'web', count, workload: 'idle', startAfterCreation: false, tags: ['web'] },
    source: { kind: 'blank', sizeGib: 1, format: 'dynamic' },
    hardware: { cpuCount: 1, memoryMib: 64, highlyAvailable: true, networks: [] },
    destination: { kind: 'hostgroup', hostGroupId: 'hostgroup-1' },
  } as never as Parameters<Awaited<ReturnType<typeof laboratory>>['admin']['vm']['create']>[0]
}

test('availability set: its VMs: on different hosts while there are any, then together', async () => {
  const { lab, admin, world } = await laboratory()
  await admin.vm.create({ ...web(8), tags: [], availabilitySets: ['web'] })
  lab.settle()
  const made = [...world.all('vm')].filter(vm => vm.name.startsWith('web'))
  expect(made).toHaveLength(8)
  expect(new Set(made.map(vm => vm.hostId)).size).toBe(6)
  const { sets } = await admin.placementRule.availabilitySets({})
  expect(sets).toEqual([{ name: 'web', vms: 8, hosts: 6 }])
})

test('placement rule: a host goes into maintenance: VMs that are apart go to different nodes', async () => {
  const { lab, admin, world, onHost } = await laboratory()
  const vmIds = onHost('host-1')
    .slice(0, 3)
    .map(vm => vm.id)
  await admin.placementRule.create({ ...rule, vmIds })
  await admin.host.startMaintenance({ hostId: 'host-1', mode: 'migrate' })
  lab.settle()
  const hosts = vmIds.map(id => world.get('vm', id).hostId)
  expect(new Set(hosts).size).toBe(3)
  expect(hosts).not.toContain('host-1')
})

test('placement rule: a node fails: VMs come up where their must rules let them', async () => {
  const { lab, admin, world, onHost } = await laboratory()
  const [one, other, third] = onHost('host-1')
  const vmIds: VmId[] = [one!.id, other!.id, third!.id]
  await admin.placementRule.create({ ...rule, vmIds })
  const hostIds: HostId[] = ['host-4']
  const on = { ...rule, name: 'On', kind: 'run-on' as const, vmIds: [one!.id], hostIds }
  await admin.placementRule.create(on)
  const plan = await admin.host.failoverPlan({ hostId: 'host-1' })
  await admin.fault.inject({ kind: 'host-crash', targetId: 'host-1' })
  lab.run(30)
  lab.settle()
  const hosts = vmIds.map(id => world.get('vm', id).hostId)
  expect(hosts[0]).toBe('host-4')
  expect(new Set(hosts).size).toBe(3)
  const planned = plan.places.filter(place => vmIds.includes(place.vmId))
  expect(planned.map(place => place.targetName)[0]).toBe(world.get('host', 'host-4').name)
})

test('placement rule: undo: a deleted rule is back, a changed one as it was', async () => {
  const { admin, world, vmIds } = await laboratory()
  const { id } = await admin.placementRule.create({ ...rule, vmIds })
  const ruleId = id as `placementrule-${number}`
  const before = world.get('placementrule', ruleId)
  const changed = await admin.placementRule.update({ ruleId, changes: { strength: 'should' } })
  await admin.placementRule.update(changed.undo!.input as never)
  expect(world.get('placementrule', ruleId)).toEqual(before)
  const gone = await admin.placementRule.delete({ ruleId })
  expect(world.count('placementrule')).toBe(0)
  await admin.placementRule.create(gone.undo!.input as never)
  expect([...world.all('placementrule')][0]).toMatchObject({ ...before, id: 'placementrule-2' })
})

test('placement rule: VMs outside the scope: a delegated administrator reads only how many', async () => {
  const { lab, admin } = await agency()
  const kim = await lab.signIn('kim', password)
  const { world } = lab.core.simulation
  const inBeach = [...world.all('vm')].find(
    vm => world.get('host', vm.hostId).hostGroupId === longBeach,
  )!
  const mine = [...world.all('vm')].find(
    vm => world.get('host', vm.hostId).hostGroupId === 'hostgroup-2',
  )!
  const vmIds = [mine.id, inBeach.id]
  await admin.placementRule.create({ ...rule, scopeId: 'hostgroup-1', vmIds })
  const { rules, hiddenRules } = await kim.placementRule.list({ vmId: mine.id })
  expect({ rules, hiddenRules }).toEqual({ rules: [], hiddenRules: 1 })
  const answer = JSON.stringify(await kim.placement.rate({ vmId: mine.id }))
  expect(answer).not.toContain(inBeach.name)
  expect(answer).not.toContain('Web apart')
})
