import { expect, test } from 'vitest'
import { endFault, faultRefusal, injectFault, settle } from '../../../../core/faults/index.ts'
import type { FaultRequest } from '../../../../core/faults/index.ts'
import { forkOf, stateHash } from '../../../../core/restore.ts'
import { guestAnswers } from '../../../../core/world/index.ts'
import type { VmId } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const vmId: VmId = 'vm-1'

async function start() {
  const { lab, admin } = await Lab.with('poc-lab')
  const { simulation } = lab.core
  const { world } = simulation
  const strike = (request: Omit<FaultRequest, 'ownerName'>) => {
    const whole = { ...request, ownerName: 'test' }
    expect(faultRefusal(world, whole)).toBeUndefined()
    return injectFault(simulation, whole)
  }
  const vm = () => world.get('vm', vmId)
  const granted = () => world.vms.data.grantedPercent[vm().slot]
  return { lab, admin, simulation, world, strike, vm, granted }
}

test('faults: a planned one begins and ends by itself, and a fork knows', async () => {
  const { lab, simulation, world, strike } = await start()
  const nowMs = lab.core.nowMs
  const id = strike({
    kind: 'guest-hang',
    targetId: vmId,
    beginMs: nowMs + 5000,
    endMs: nowMs + 9000,
  })
  expect(world.get('fault', id).status).toBe('planned')
  const fork = forkOf(simulation)
  lab.run(6)
  expect(world.get('fault', id).status).toBe('active')
  lab.run(6)
  expect(world.get('fault', id)).toMatchObject({ status: 'ended', endMs: nowMs + 9000 })
  fork.advanceTo(lab.core.nowMs)
  expect(stateHash(fork)).toBe(lab.core.stateHash())
})

test('faults: guest crash: no load and no services, then a restart by itself', async () => {
  const { lab, world, strike, vm, granted, simulation } = await start()
  lab.run(60)
  const id = strike({ kind: 'guest-crash', targetId: vmId })
  lab.run(2)
  expect(granted()).toBe(0)
  expect(guestAnswers(world, vm())).toBe(false)
  endFault(simulation, id)
  lab.run(2)
  expect(vm().state).toBe('starting')
  lab.settle()
  expect(guestAnswers(world, vm())).toBe(true)
})

test('faults: guest hang: one processor is busy, and a shutdown is refused', async () => {
  const { lab, admin, strike, granted, vm } = await start()
  const id = strike({ kind: 'guest-hang', targetId: vmId })
  lab.run(2)
  expect(granted()).toBe(100)
  expect((await refusalOf(admin.vm.shutDown({ vmIds: [vmId] }))).code).toBe('vm.no-guest-services')
  endFault(lab.core.simulation, id)
  lab.run(2)
  expect(granted()).toBeLessThan(100)
  expect(vm().state).toBe('running')
})

test.each([0, 50, 99])('faults: a migration is aborted at %i percent', async amount => {
  const { lab, admin, world, strike, vm } = await start()
  strike({ kind: 'migration-abort', targetId: vmId, amount })
  const from = vm().hostId
  await admin.vm.migrate({ vmIds: [vmId], hostId: 'host-2' })
  lab.settle()
  const job = [...world.all('job')].find(one => one.targetId === vmId)
  expect(job).toMatchObject({ status: 'failed', failure: { code: 'fault.migration-aborted' } })
  expect(vm()).toMatchObject({ state: 'running', hostId: from })
})

test('faults: the worker of a job dies: the job fails and can be restarted', async () => {
  const { lab, admin, world, strike, vm } = await start()
  const { jobId } = await admin.vm.migrate({ vmIds: [vmId], hostId: 'host-2' })
  lab.run(4)
  const id = strike({ kind: 'job-worker-death', targetId: jobId! })
  expect(world.get('fault', id).status).toBe('ended')
  expect(world.get('job', jobId!)).toMatchObject({
    status: 'failed',
    failure: { code: 'fault.worker-died' },
  })
  await admin.job.restart({ jobId: jobId! })
  lab.settle()
  expect(vm().hostId).toBe('host-2')
})

test('faults: a full store refuses commands, a busy one every other second', async () => {
  const { lab, admin, simulation, strike } = await start()
  const rename = () =>
    admin.vm.update({ vmIds: [vmId], changes: { notes: `at ${lab.core.nowMs}` } })
  const full = strike({ kind: 'store-full', targetId: 'fabric-1' })
  expect((await refusalOf(rename())).code).toBe('store.failed')
  endFault(simulation, full)
  await rename()
  strike({ kind: 'store-busy', targetId: 'fabric-1' })
  const answers: string[] = []
  for (let second = 0; second < 4; second++) {
    answers.push(
      await rename().then(
        () => 'done',
        () => 'refused',
      ),
    )
    lab.run(1)
  }
  expect(answers.sort()).toEqual(['done', 'done', 'refused', 'refused'])
})

test('faults: a revoked role grants nothing until the fault ends', async () => {
  const { lab, admin, simulation, strike } = await start()
  const { id: userId } = await admin.user.create({ name: 'delia', password: 'long enough for me' })
  const { id: roleId } = await admin.role.create({
    name: 'helpers',
    profile: 'delegated-administrator',
    scope: { hostGroupIds: ['hostgroup-1'] },
    userIds: [userId as never],
  })
  const delia = await lab.signIn('delia', 'long enough for me')
  const id = strike({ kind: 'permission-revoked', targetId: roleId as never })
  const refusal = await refusalOf(delia.vm.pause({ vmIds: [vmId] }))
  expect(refusal.text).toContain('revoked by a fault of the drill')
  endFault(simulation, id)
  await delia.vm.pause({ vmIds: [vmId] })
})

test('faults: the directory is down: only administrators sign in', async () => {
  const { lab, admin, strike } = await start()
  await admin.user.create({ name: 'delia', password: 'long enough for me' })
  const before = await lab.signIn('delia', 'long enough for me')
  strike({ kind: 'directory-down', targetId: 'fabric-1' })
  expect((await refusalOf(lab.signIn('delia', 'long enough for me'))).code).toBe(
    'fault.directory-down',
  )
  expect((await before.session.current({})).account).toBeDefined()
  await lab.signIn('admin', 'correct horse battery')
})

test('faults: settle ends all, planned ones too', async () => {
  const { lab, simulation, world, strike } = await start()
  strike({ kind: 'guest-crash', targetId: vmId })
  strike({ kind: 'guest-hang', targetId: 'vm-2', beginMs: lab.core.nowMs + 5000 })
  expect(settle(simulation)).toBe(2)
  lab.settle()
  expect([...world.all('fault')].map(fault => fault.status)).toEqual(['ended', 'ended'])
  expect(simulation.queue.size).toBe(0)
})

test('faults: a fault whose target goes is over', async () => {
  const { lab, admin, world, strike } = await start()
  const id = strike({ kind: 'guest-hang', targetId: vmId })
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.settle()
  await admin.vm.delete({ vmIds: [vmId] })
  await admin.vm.purge({ vmIds: [vmId] })
  lab.settle()
  expect(world.find('vm', vmId)).toBeUndefined()
  expect(world.get('fault', id).status).toBe('ended')
})

test('faults: what cannot strike says why', async () => {
  const { world, strike } = await start()
  const codeOf = (request: Omit<FaultRequest, 'ownerName'>) =>
    faultRefusal(world, { ...request, ownerName: 'test' })?.code
  expect(codeOf({ kind: 'guest-crash', targetId: 'host-1' })).toBe('fault.target-kind')
  expect(codeOf({ kind: 'guest-crash', targetId: 'vm-9999' })).toBe('not-found')
  expect(codeOf({ kind: 'array-port-down', targetId: 'array-1' })).toBe('fault.part-needed')
  expect(codeOf({ kind: 'array-port-down', targetId: 'array-1', part: 'x' })).toBe(
    'fault.part-unknown',
  )
  expect(codeOf({ kind: 'migration-abort', targetId: vmId, amount: 100 })).toBe('fault.amount')
  expect(codeOf({ kind: 'permission-revoked', targetId: 'role-1' })).toBe('fault.locks-out')
  strike({ kind: 'guest-crash', targetId: vmId })
  expect(codeOf({ kind: 'guest-crash', targetId: vmId })).toBe('fault.already')
})

test('faults: a chain of checkpoints that is too deep: reads cost more until it ends', async () => {
  const { simulation, world, strike, vm } = await start()
  const before = world.vms.data.readPart[vm().slot]!
  const id = strike({ kind: 'checkpoint-chain-too-deep', targetId: vmId, amount: 20 })
  expect(world.vms.data.readPart[vm().slot]).toBeCloseTo(before * 2)
  endFault(simulation, id)
  expect(world.vms.data.readPart[vm().slot]).toBe(before)
})

test('faults: a host is removed while jobs run: they fail in their step, and its VMs go on', async () => {
  const { lab, admin, world, simulation, strike, vm } = await start()
  const { hostId } = vm()
  const { jobId } = await admin.vm.shutDown({ vmIds: [vmId] })
  lab.run(1)
  const id = strike({ kind: 'host-removed', targetId: hostId })
  expect(world.get('job', jobId!)).toMatchObject({ status: 'failed' })
  expect(vm().state).toBe('running')
  const refusal = await refusalOf(admin.vm.pause({ vmIds: [vmId] }))
  expect(refusal.code).toBe('host.not-responding')
  endFault(simulation, id)
  await admin.vm.pause({ vmIds: [vmId] })
  lab.settle()
  expect(vm().state).toBe('paused')
})

test('faults: a guest that hangs: a reset starts it anew, and the fault is over', async () => {
  const { lab, admin, strike } = await start()
  const id = strike({ kind: 'guest-hang', targetId: vmId })
  lab.run(60)
  expect(lab.core.simulation.world.get('fault', id).status).toBe('active')
  await admin.vm.reset({ vmIds: [vmId] })
  lab.settle()
  expect(lab.core.simulation.world.get('fault', id).status).toBe('ended')
})
