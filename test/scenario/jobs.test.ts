import { expect, test } from 'vitest'
import { brokenInvariants } from '../../core/checks/index.ts'
import type { JobId } from '../../shared/domain/index.ts'
import type { LabClient } from '../kit/lab.ts'
import { Lab, refusalOf } from '../kit/lab.ts'

/** Asks for VMs from the first template, anywhere in the fabric. */
async function createVms(admin: LabClient, name: string, count: number, memoryMib = 512) {
  const [template] = await admin.template.list({})
  const { nodes } = await admin.hostGroup.tree({})
  return admin.vm.create({
    name,
    count,
    source: { kind: 'template', templateId: template!.id },
    hardware: { cpuCount: 1, memoryMib },
    destination: { kind: 'hostgroup', hostGroupId: nodes[0]!.id as never },
  })
}

/** Lets seconds pass until the VM of this name is in the state. */
async function runUntil(lab: Lab, admin: LabClient, name: string, state: string) {
  for (let second = 0; second < 36000; second++) {
    const [vm] = (await admin.vm.list({ text: name })).rows
    if (vm?.state === state) return vm
    lab.run(1)
  }
  throw new Error(`${name} was never ${state}`)
}

test('jobs: a bulk creation of which few fit: each child is tried once, and the parent waits for all', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { jobId } = await createVms(admin, 'large-##', 14, 6000)
  const early = await admin.job.get({ jobId: jobId! })
  expect([early.status, early.childrenFailed < 14]).toEqual(['running', true])
  lab.settle()
  const { rows } = await admin.vm.list({ text: 'large-', limit: 100 })
  const job = await admin.job.get({ jobId: jobId! })
  expect(job.status).toBe('completed-with-info')
  expect([job.childrenDone, job.childrenDone + job.childrenFailed]).toEqual([rows.length, 14])
})

test('jobs: a bulk creation is cancelled: no other child begins, and the parent is cancelled', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { jobId } = await createVms(admin, 'many-####', 1000, 8)
  lab.run(5)
  const before = lab.core.simulation.dump().ids.vm
  await admin.job.cancel({ jobId: jobId! })
  const job = await admin.job.get({ jobId: jobId! })
  expect([job.status, job.childrenFailed, lab.openJobs]).toEqual(['cancelled', 1000, 0])
  expect(lab.core.simulation.dump().ids.vm).toBe(before)
  expect((await admin.vm.list({ text: 'many-' })).total).toBe(0)
})

test('jobs: a creation is cancelled while the guest boots: a restart starts the VM that is there', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { jobId } = await createVms(admin, 'boots', 1)
  const { id } = await runUntil(lab, admin, 'boots', 'starting')
  await admin.job.cancel({ jobId: jobId! })
  await admin.job.restart({ jobId: jobId! })
  lab.settle()
  const { rows } = await admin.vm.list({ text: 'boots' })
  expect(rows.map(vm => [vm.id, vm.state, vm.jobId])).toEqual([[id, 'running', undefined]])
  expect(brokenInvariants(lab.core.simulation)).toEqual([])
})

test('jobs: a cancelled creation whose VM was used since: its restart is refused', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { jobId } = await createVms(admin, 'boots', 1)
  const { id } = await runUntil(lab, admin, 'boots', 'starting')
  await admin.job.cancel({ jobId: jobId! })
  await admin.vm.delete({ vmIds: [id] })
  expect((await refusalOf(admin.job.restart({ jobId: jobId! }))).code).toBe('vm.recycled')
  await admin.vm.restore({ vmIds: [id] })
  await admin.vm.start({ vmIds: [id] })
  lab.settle()
  expect((await refusalOf(admin.job.restart({ jobId: jobId! }))).code).toBe('vm.bad-power-state')
  await admin.vm.turnOff({ vmIds: [id] })
  lab.settle()
  await admin.vm.delete({ vmIds: [id] })
  await admin.vm.purge({ vmIds: [id] })
  await admin.job.restart({ jobId: jobId! })
  lab.settle()
  expect((await admin.vm.list({ text: 'boots' })).rows.map(vm => vm.state)).toEqual(['running'])
})

test('jobs: the history is full: a restarted core forgets the same jobs', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const [first, second] = (await admin.vm.list({ limit: 2 })).rows
  // The first job finishes after the second.
  await admin.vm.shutDown({ vmIds: [first!.id] })
  await admin.vm.update({ vmIds: [second!.id], changes: { notes: 'second' } })
  lab.settle()
  lab.core.save(1)
  const other = lab.afterKill()
  for (const one of [lab, other]) {
    one.core.simulation.afterEvent = undefined
    const client = await one.signIn('admin', 'correct horse battery')
    for (let count = 0; count < 1999; count++) {
      await client.vm.update({ vmIds: [second!.id], changes: { notes: String(count) } })
    }
  }
  const jobs = [lab, other].map(one => [...one.core.simulation.world.all('job')].map(job => job.id))
  expect(jobs[0]![0]).toBe('job-2')
  expect(jobs[1]).toEqual(jobs[0])
})

test('jobs: a child that runs again while the history overflows: it is kept, and its VM is freed', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  lab.core.simulation.afterEvent = undefined
  const { jobId } = await createVms(admin, 'pair-#', 2)
  await admin.job.cancel({ jobId: jobId! })
  const child = (await admin.job.get({ jobId: jobId! })).childRows[0]!.id as JobId
  await admin.job.restart({ jobId: child })
  const [vm] = (await admin.vm.list({ text: 'sac-dc-01' })).rows
  for (let count = 0; count < 2010; count++) {
    await admin.vm.update({ vmIds: [vm!.id], changes: { notes: String(count) } })
  }
  lab.settle()
  const { rows } = await admin.vm.list({ text: 'pair-' })
  expect(rows.map(one => [one.state, one.jobId])).toEqual([['running', undefined]])
})
