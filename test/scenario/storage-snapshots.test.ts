import { describe, expect, test } from 'vitest'
import { brokenInvariants } from '../../core/checks/index.ts'
import { Lab, refusalOf } from '../kit/lab.ts'

const volumeId = 'volume-1' as const

describe('storage snapshots', () => {
  test('snapshots: of the volume and of one VM: held, counted, and gone with their room', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    lab.run(2)
    const plan = await admin.snapshot.plan({ volumeId })
    expect([plan.blockedBecause, plan.curve.length]).toEqual([undefined, 11])
    expect(plan.curve[10]!.latencyMs).toBeGreaterThan(plan.curve[0]!.latencyMs)
    await admin.snapshot.take({ volumeId, name: 'whole' })
    await admin.snapshot.take({ volumeId, vmId: 'vm-1', name: 'one', kind: 'redirect-on-write' })
    lab.settle()
    lab.run(600)
    const rows = await admin.snapshot.list({})
    expect(rows.map(row => [row.name, row.vmName])).toEqual([
      ['whole', undefined],
      ['one', 'desk-001'],
    ])
    expect(rows[0]!.heldGib).toBeGreaterThan(0)
    expect(rows[0]!.heldGib).toBeLessThanOrEqual(rows[0]!.areaGib)
    const volume = await admin.storage.volume({ volumeId })
    expect(volume.snapshotGib).toBeCloseTo(rows[0]!.areaGib + rows[1]!.areaGib, 5)
    await admin.snapshot.delete({ snapshotIds: rows.map(row => row.id) })
    lab.settle()
    expect((await admin.storage.volume({ volumeId })).snapshotGib).toBe(0)
  })

  test('snapshots: copied to a library share: as long as the forecast says', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    await admin.snapshot.take({ volumeId, vmId: 'vm-1', name: 'one' })
    lab.settle()
    const snapshotId = 'snapshot-1' as const
    const [share] = await admin.share.list({})
    const forecast = await admin.snapshot.copyForecast({ snapshotId, shareId: share!.id })
    const { jobId } = await admin.snapshot.copy({ snapshotId, shareId: share!.id })
    lab.settle()
    const detail = (await admin.job.get({ jobId: jobId! })).steps.at(-1)!.detail!
    const tookS = Number(/^Took ([\d.]+) s/.exec(detail)![1])
    // Work on a volume ends with a whole second.
    expect(Math.abs(tookS - forecast.durationS)).toBeLessThanOrEqual(1)
    expect(forecast.durationS).toBeGreaterThan(5)
  })

  test('snapshots: mounted as a share: not deleted until it is unmounted, and undone', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    await admin.snapshot.take({ volumeId, name: 'whole' })
    lab.settle()
    const snapshotId = 'snapshot-1' as const
    await admin.snapshot.mount({ snapshotId, hostId: 'host-2', share: 'restore' })
    expect((await admin.snapshot.list({}))[0]!.mountedOn).toBe('\\\\hv-02\\restore')
    const refusal = await refusalOf(admin.snapshot.delete({ snapshotIds: [snapshotId] }))
    expect(refusal.code).toBe('snapshot.mounted')
    await admin.snapshot.unmount({ snapshotId })
    await admin.snapshot.delete({ snapshotIds: [snapshotId] })
    lab.settle()
    expect(await admin.snapshot.list({})).toEqual([])
  })

  test('snapshots: a schedule: one each hour, the newest two stay, each is copied to the share', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    const [share] = await admin.share.list({})
    await admin.snapshot.schedule({
      ...{ volumeId, vmId: 'vm-2', name: 'Hourly', everyHours: 1, keep: 2, shareId: share!.id },
    })
    // The invariants of every second would take most of the time.
    lab.core.simulation.afterEvent = undefined
    lab.run(3 * 3600 + 300)
    expect(brokenInvariants(lab.core.simulation)).toEqual([])
    const rows = await admin.snapshot.list({})
    expect(rows.map(row => row.name)).toEqual([
      'Hourly 2026-01-05 10:00',
      'Hourly 2026-01-05 11:00',
    ])
    expect(rows.every(row => row.copiedTo?.includes('library-01'))).toBe(true)
    const [schedule] = await admin.snapshot.schedules({})
    await admin.snapshot.unschedule({ scheduleId: schedule!.id })
    lab.run(2 * 3600)
    expect(await admin.snapshot.list({})).toHaveLength(2)
  })

  test('snapshots: a schedule outlives the process: the next snapshot comes at its time', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    await admin.snapshot.schedule({
      volumeId,
      vmId: 'vm-2',
      name: 'Hourly',
      everyHours: 1,
      keep: 2,
    })
    lab.core.save(0)
    const again = lab.afterKill()
    again.run(3600 + 60)
    expect([...again.core.simulation.world.all('snapshot')].map(one => one.name)).toEqual([
      'Hourly 2026-01-05 09:00',
    ])
  })

  test('snapshots: the VM goes for good: its snapshots and schedules go with it', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    await admin.snapshot.take({ volumeId, vmId: 'vm-3', name: 'one' })
    await admin.snapshot.schedule({
      volumeId,
      vmId: 'vm-3',
      name: 'Daily',
      everyHours: 24,
      keep: 2,
    })
    lab.settle()
    await admin.vm.turnOff({ vmIds: ['vm-3'] })
    lab.settle()
    await admin.vm.delete({ vmIds: ['vm-3'] })
    await admin.vm.purge({ vmIds: ['vm-3'] })
    lab.run(5)
    expect([await admin.snapshot.list({}), await admin.snapshot.schedules({})]).toEqual([[], []])
  })
})

describe('storage limits', () => {
  test('limits: a VM and a host: set, shown and undone', async () => {
    const { admin } = await Lab.with('poc-lab')
    const answer = await admin.storage.setVmLimit({ vmIds: ['vm-1', 'vm-2'], iopsLimit: 5 })
    const vms = await admin.storage.volumeVms({
      volumeId,
      filter: [{ field: 'iopsLimit', op: 'is', value: '5' }],
    })
    expect(vms.total).toBe(2)
    expect(answer.undo?.input).toEqual({ vmIds: ['vm-1', 'vm-2'], iopsLimit: undefined })
    await admin.storage.setHostLimit({ volumeId, hostId: 'host-2', iopsLimit: 100 })
    const hosts = (await admin.storage.volume({ volumeId })).hostList
    expect(hosts.find(host => host.id === 'host-2')?.iopsLimit).toBe(100)
    await admin.storage.setHostLimit({ volumeId, hostId: 'host-2' })
    expect((await admin.storage.volume({ volumeId })).hostList.every(host => !host.iopsLimit)).toBe(
      true,
    )
  })

  test('limits: a volume for a group: who is not in it gets no VM there, and is told why', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    const group = await admin.userGroup.save({ name: 'Storage', description: '', userIds: [] })
    const userGroupId = group.id as 'usergroup-1'
    await admin.storage.setAccess({ volumeId, userGroupIds: [userGroupId] })
    const [template] = await admin.template.list({})
    const create = () =>
      admin.vm.create({
        ...{ name: 'kept-out', source: { kind: 'template', templateId: template!.id } },
        hardware: { cpuCount: 1, memoryMib: 512 },
        destination: { kind: 'host', hostId: 'host-1', overrideZeroRating: true },
      })
    const refusal = await refusalOf(create())
    expect(refusal.text).toContain('Volume1 is for members of Storage')
    const me = (await admin.session.current({})) as { user?: { id: 'user-1' } }
    await admin.userGroup.save({
      ...{ userGroupId, name: 'Storage', description: '' },
      userIds: [me.user?.id ?? 'user-1'],
    })
    await create()
    lab.settle()
    expect((await admin.vm.list({ text: 'kept-out' })).total).toBe(1)
  })
})
