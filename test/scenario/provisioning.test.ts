import { expect, test } from 'vitest'
import type { HostGroupId, TemplateId, VmId } from '../../shared/domain/index.ts'
import type { LabClient } from '../kit/lab.ts'
import { Lab, refusalOf } from '../kit/lab.ts'

async function placeOf(admin: LabClient) {
  const { nodes } = await admin.hostGroup.tree({})
  const templates = await admin.template.list({})
  const template = templates.find(one => one.enabled)!
  return { hostGroupId: nodes[0]!.id as HostGroupId, templateId: template.id, template }
}

function create(admin: LabClient, templateId: TemplateId, hostGroupId: HostGroupId, more: object) {
  return admin.vm.create({
    name: 'new-##',
    source: { kind: 'template', templateId },
    destination: { kind: 'hostgroup', hostGroupId },
    ...more,
  })
}

test('provisioning: from a template, placed automatically: runs, with why it is on its host', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { hostGroupId, templateId } = await placeOf(admin)
  const { jobId, id } = await create(admin, templateId, hostGroupId, { name: 'web-new' })
  lab.settle()
  const job = await admin.job.get({ jobId: jobId! })
  const vm = await admin.vm.get({ vmId: id as VmId })
  expect([job.status, job.steps.every(step => step.status === 'completed'), vm.state]).toEqual([
    'completed',
    true,
    'running',
  ])
  expect(vm.placement?.explanation[0]).toContain('has the highest score')
})

test('provisioning: cancelled while its disk is copied: no VM is left, and its space is free again', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { hostGroupId, templateId } = await placeOf(admin)
  const { world } = lab.core.simulation
  const used = () => [...world.all('volume')].map(volume => volume.usedGib)
  const [before, vmsBefore] = [used(), world.count('vm')]
  const { jobId } = await create(admin, templateId, hostGroupId, { name: 'short-lived' })
  lab.run(10)
  await admin.job.cancel({ jobId: jobId! })
  expect(world.count('vm')).toBe(vmsBefore)
  used().forEach((gib, index) => expect(gib).toBeCloseTo(before[index]!, 6))
})

test('provisioning: cancelled and restarted: a new VM is made from the first step', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { hostGroupId, templateId } = await placeOf(admin)
  const { jobId } = await create(admin, templateId, hostGroupId, { name: 'twice' })
  lab.run(10)
  await admin.job.cancel({ jobId: jobId! })
  await admin.job.restart({ jobId: jobId! })
  lab.settle()
  const found = await admin.vm.list({ text: 'twice' })
  expect(found.rows.map(row => [row.name, row.state])).toEqual([['twice', 'running']])
})

test('provisioning: the process dies while a disk is copied: the job goes on after the restart', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { hostGroupId, templateId } = await placeOf(admin)
  await create(admin, templateId, hostGroupId, { name: 'survivor' })
  lab.run(20)
  lab.core.save(lab.ports.wallMs())
  lab.run(5)
  const revived = lab.afterKill()
  revived.settle()
  const again = await revived.signIn('admin', 'correct horse battery')
  const found = await again.vm.list({ text: 'survivor' })
  expect(found.rows.map(row => row.state)).toEqual(['running'])
})

test('provisioning: more than fit in one command: partial success is the result, with the reason of the rest', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { hostGroupId, templateId } = await placeOf(admin)
  const { jobId } = await create(admin, templateId, hostGroupId, { count: 200, name: 'many-###' })
  lab.settle(400000)
  const job = await admin.job.get({ jobId: jobId! })
  expect(job.status).toBe('completed-with-info')
  expect(job.childrenDone + job.childrenFailed).toBe(200)
  expect(job.childRows[0]?.failure?.code).toBe('placement.no-host')
}, 120000)

test('provisioning: the third VM that would break a quota: refused with quota, value and limit', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { hostGroupId, template } = await placeOf(admin)
  const { id: userId } = await admin.user.create({ name: 'priya', password: 'long enough secret' })
  const points = template.quotaPoints
  const { id: roleId } = await admin.role.create({
    name: 'Accounting',
    profile: 'self-service-user',
    userIds: [userId as never],
    scope: { hostGroupIds: [hostGroupId], templateIds: [template.id] },
    actions: ['deployFromTemplateOnly', 'start'],
    quota: { points: points * 2 },
  })
  const priya = await lab.signIn('priya', 'long enough secret')
  const ask = (name: string) =>
    priya.vm.request({ roleId: roleId as never, templateId: template.id, name })
  await ask('first')
  await ask('second')
  const refusal = await refusalOf(ask('third'))
  expect([refusal.code, refusal.data]).toEqual([
    'quota.exceeded',
    expect.objectContaining({ used: points * 2, requested: points, limit: points * 2 }),
  ])
})

test('bulk: 1,000 VMs from a template: one command, one job, a child for each', async () => {
  const { lab, admin } = await Lab.with('enterprise')
  lab.core.simulation.afterEvent = undefined
  const { hostGroupId, templateId } = await placeOf(admin)
  const answer = await create(admin, templateId, hostGroupId, { count: 1000, name: 'bulk-####' })
  const job = await admin.job.get({ jobId: answer.jobId! })
  expect([answer.accepted, job.children, job.status]).toEqual([1000, 1000, 'running'])
  await admin.job.cancel({ jobId: answer.jobId! })
  expect(lab.openJobs).toBe(0)
}, 120000)

test('provisioning: highly available on a host without a cluster: overridden, it no longer is', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { world } = lab.core.simulation
  const lone = [...world.all('host')].find(host => !host.clusterId)!
  await admin.vm.create({
    ...{ name: 'lonely', source: { kind: 'blank', sizeGib: 1 } },
    hardware: { cpuCount: 1, memoryMib: 512, highlyAvailable: true },
    destination: { kind: 'host', hostId: lone.id, overrideZeroRating: true },
  })
  lab.settle()
  const vm = [...world.all('vm')].find(one => one.name === 'lonely')
  expect(vm).toMatchObject({ hostId: lone.id, highlyAvailable: false })
})

test('provisioning: its host was lost while the disk was copied, and it is restarted: it holds its memory again', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { hostGroupId, templateId } = await placeOf(admin)
  const { world } = lab.core.simulation
  const { jobId, id } = await create(admin, templateId, hostGroupId, { name: 'again' })
  lab.run(10)
  const vm = () => world.get('vm', id!)
  const heldMib = () => world.vms.data.heldMib[vm().slot]!
  const before = heldMib()
  await admin.fault.inject({ kind: 'host-power-loss', targetId: vm().hostId } as never)
  lab.run(60)
  expect([vm().state, heldMib()]).toEqual(['creation-failed', 0])
  await admin.fault.end({ faultIds: [...world.all('fault')].map(fault => fault.id) })
  lab.run(1200)
  await admin.job.restart({ jobId: jobId! })
  expect([vm().state, heldMib()]).toEqual(['creating', before])
  lab.settle()
  expect((await admin.job.get({ jobId: jobId! })).status).toBe('completed')
})
