import { expect, test } from 'vitest'
import type { FaultRow } from '../../../../core/world/index.ts'
import { put } from '../../../../core/world/index.ts'
import { bootPhases } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach, sacramento } from './agency.ts'

const vmId = 'vm-1'

test('vm.console: a VM through its day: off, every phase of the boot, sign-in page, paused, saved', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const screen = async () => (await admin.vm.console({ vmId })).screen
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.settle()
  expect(await screen()).toBe('off')
  await admin.vm.start({ vmIds: [vmId] })
  const seen = new Set<string>()
  let last = -1
  while (lab.openJobs > 0) {
    const { phase, progressPercent = 0 } = await admin.vm.console({ vmId })
    seen.add(phase ?? '')
    expect(progressPercent).toBeGreaterThanOrEqual(last)
    last = progressPercent
    lab.run(1)
  }
  // A light guest may be through the firmware within one second.
  expect([...seen]).toEqual(bootPhases.filter(one => seen.has(one)))
  expect(seen.size).toBeGreaterThanOrEqual(4)
  expect(await screen()).toBe('sign-in')
  await admin.vm.pause({ vmIds: [vmId] })
  lab.settle()
  expect(await screen()).toBe('paused')
  await admin.vm.resume({ vmIds: [vmId] })
  lab.settle()
  await admin.vm.saveState({ vmIds: [vmId] })
  lab.settle()
  expect(await screen()).toBe('saved')
})

test('vm.console: a guest that hangs, one that crashed, one at full load: each shows it', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const screen = async () => (await admin.vm.console({ vmId })).screen
  const fault = (kind: FaultRow['kind'], status: FaultRow['status']): FaultRow => ({
    ...{ id: 'fault-1', kind, targetId: vmId, targetName: 'desk-001' },
    ...{ status, beginMs: lab.core.nowMs, ownerName: 'test' },
  })
  world.apply(put('fault', fault('guest-hang', 'active')))
  expect(await screen()).toBe('hung')
  const hung = await admin.vm.console({ vmId })
  expect(hung).toMatchObject({ guestServices: false, stillSinceMs: hung.asOfMs })
  world.apply(put('fault', fault('guest-crash', 'active')))
  const crashed = await admin.vm.console({ vmId })
  expect(crashed).toMatchObject({ screen: 'crashed', guestServices: false })
  world.apply(put('fault', fault('guest-crash', 'ended')))
  world.vms.data.grantedPercent[world.get('vm', vmId).slot] = 97
  expect(await screen()).toBe('busy')
})

test('vm.console: without the right: refused with the right that is missing', async () => {
  const { as, vmOn, ids } = await agency()
  const rae = await as('rae')
  const beach = vmOn(longBeach)
  const refusal = await refusalOf(rae.vm.console({ vmId: beach }))
  expect(refusal.code).toBe('access.denied')
  expect(refusal.text).toContain('connect to a VM')
  const offered = await rae.vm.actions({ vmIds: [beach] })
  expect(offered.map(one => one.operation)).not.toContain('vm.console')
  const sue = await as('sue')
  expect((await refusalOf(sue.vm.console({ vmId: ids.sueVm }))).code).toBe('access.denied')
})

test('vm.console: the permitted action Remote connection: shows the screens of own VMs alone', async () => {
  const { admin, as, vmOn, ids } = await agency()
  const actions = ['deployFromTemplateOnly', 'start', 'remoteConnection'] as const
  const scope = { hostGroupIds: [sacramento], templateIds: [ids.template] }
  const role = { roleId: ids.desktops, name: 'Desktops', userIds: [ids.sue], scope }
  await admin.role.update({ ...role, actions: [...actions] })
  const sue = await as('sue')
  expect((await sue.vm.console({ vmId: ids.sueVm })).screen).toBe('sign-in')
  expect((await refusalOf(sue.vm.console({ vmId: vmOn(sacramento) }))).code).toBe('not-found')
})
