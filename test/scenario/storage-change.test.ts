import { describe, expect, test } from 'vitest'
import type { StorageStep } from '../../shared/contract/index.ts'
import type { Lab, LabClient } from '../kit/lab.ts'
import { Lab as Laboratory, refusalOf } from '../kit/lab.ts'

const group: StorageStep = {
  ...{ kind: 'create-pool', arrayId: 'array-1', name: 'RAID group 1', raid: 'raid-5' },
  ...{ diskKind: 'fc-15k', disks: 5, diskGib: 279.4 },
}

/** The laboratory with a second RAID group, whose id is pool-2. */
async function withGroup(): Promise<{ lab: Lab; admin: LabClient }> {
  const { lab, admin } = await Laboratory.with('poc-lab')
  await admin.storage.change({ steps: [group] })
  lab.settle()
  return { lab, admin }
}

async function volume(admin: LabClient) {
  return admin.storage.volume({ volumeId: 'volume-1' })
}

describe('storage', () => {
  test('storage: a new group, a LUN on it and the volume over both: one plan makes all three', async () => {
    const { lab, admin } = await Laboratory.with('poc-lab')
    const steps: StorageStep[] = [
      group,
      { kind: 'create-lun', poolId: 'step-1', name: 'LUN 2', sizeGib: 500, isThin: false },
      { kind: 'add-lun', volumeId: 'volume-1', lunId: 'step-2' },
    ]
    const plan = await admin.storage.plan({ steps })
    expect(plan.blockedBecause).toBeUndefined()
    expect(plan.results).toEqual(['Volume1 has 1617 GB instead of 1117 GB.'])
    const { jobId } = await admin.storage.change({ steps })
    expect((await volume(admin)).capacityGib).toBe(1117)
    lab.settle()
    const job = await admin.job.get({ jobId: jobId! })
    expect([job.status, job.steps.length]).toEqual(['completed', 4])
    const after = await volume(admin)
    expect([after.capacityGib, after.lunList.map(lun => lun.name)]).toEqual([
      1617,
      ['LUN 1', 'LUN 2'],
    ])
  })

  test('storage: the last of several steps cannot be: nothing of the plan happens', async () => {
    const { lab, admin } = await Laboratory.with('poc-lab')
    const before = lab.core.simulation.dump().ids
    const steps: StorageStep[] = [
      group,
      { kind: 'create-lun', poolId: 'step-1', name: 'LUN 2', sizeGib: 2000, isThin: false },
    ]
    const plan = await admin.storage.plan({ steps })
    expect([plan.blockedStep, plan.blockedBecause?.code]).toEqual([2, 'storage.pool-full'])
    const refusal = await refusalOf(admin.storage.change({ steps }))
    expect(refusal.text).toContain('RAID group 1 has 1117.6 GB free of 1117.6 GB')
    expect(lab.core.simulation.dump().ids.pool).toBe(before.pool)
    expect((await admin.storage.arrays({}))[0]!.pools).toHaveLength(1)
  })

  test('storage: two plans want the same room: the later one fails whole when it commits', async () => {
    const { lab, admin } = await withGroup()
    const lun = (name: string): StorageStep[] => [
      { kind: 'create-lun', poolId: 'pool-2', name, sizeGib: 400, isThin: false },
      { kind: 'create-lun', poolId: 'pool-2', name: `${name} b`, sizeGib: 300, isThin: false },
    ]
    const first = await admin.storage.change({ steps: lun('one') })
    const second = await admin.storage.change({ steps: lun('two') })
    lab.settle()
    const jobs = await Promise.all([first, second].map(one => admin.job.get({ jobId: one.jobId! })))
    expect(jobs.map(job => job.status)).toEqual(['completed', 'failed'])
    expect((await admin.storage.luns({})).map(one => one.name)).toEqual(['LUN 1', 'one', 'one b'])
  })

  test('storage: a plan is cancelled before it commits: nothing of it happens', async () => {
    const { lab, admin } = await withGroup()
    const { jobId } = await admin.storage.change({
      steps: [
        { kind: 'create-lun', poolId: 'pool-2', name: 'LUN 2', sizeGib: 400, isThin: false },
        { kind: 'add-lun', volumeId: 'volume-1', lunId: 'step-1' },
      ],
    })
    await admin.job.cancel({ jobId: jobId! })
    lab.settle()
    expect(await admin.storage.luns({})).toHaveLength(1)
    expect((await volume(admin)).capacityGib).toBe(1117)
  })

  test('storage: thin LUNs promise more than the group has: a warning, and free is what it has', async () => {
    const { lab, admin } = await withGroup()
    const steps: StorageStep[] = [
      { kind: 'create-lun', poolId: 'pool-2', name: 'thin', sizeGib: 3000, isThin: true },
      {
        ...{ kind: 'create-volume', name: 'Thin1', layout: 'concatenation' },
        ...{ fileSystem: 'cluster-fs', lunIds: ['step-1'], hostIds: ['host-1', 'host-2'] },
      },
    ]
    const plan = await admin.storage.plan({ steps })
    expect(plan.warnings).toHaveLength(1)
    await admin.storage.change({ steps })
    lab.settle()
    const row = (await admin.storage.volumes({})).find(one => one.name === 'Thin1')!
    expect([row.capacityGib, row.freeGib, row.hosts, row.ownerName]).toEqual([
      3000,
      1117.6,
      2,
      'hv-01',
    ])
  })

  test('storage: LUNs grow and volumes go only as rules allow', async () => {
    const { admin } = await withGroup()
    const codeOf = async (step: StorageStep) =>
      (await admin.storage.plan({ steps: [step] })).blockedBecause?.code
    expect(await codeOf({ kind: 'grow-lun', lunId: 'lun-1', sizeGib: 1000 })).toBe(
      'storage.lun-not-larger',
    )
    expect(await codeOf({ kind: 'grow-lun', lunId: 'lun-1', sizeGib: 20000 })).toBe(
      'storage.lun-limit',
    )
    expect(await codeOf({ kind: 'delete-lun', lunId: 'lun-1' })).toBe('storage.lun-in-use')
    expect(await codeOf({ kind: 'delete-pool', poolId: 'pool-1' })).toBe('storage.pool-in-use')
    expect(await codeOf({ kind: 'delete-volume', volumeId: 'volume-1' })).toBe(
      'storage.volume-in-use',
    )
    expect(await codeOf({ kind: 'unmap-volume', volumeId: 'volume-1', hostIds: ['host-2'] })).toBe(
      'storage.host-uses-volume',
    )
    expect(await codeOf({ kind: 'unmap-volume', volumeId: 'volume-1', hostIds: ['host-1'] })).toBe(
      'storage.owner-unmapped',
    )
    expect(await codeOf({ ...group, name: 'other', disks: 2 } as StorageStep)).toBe(
      'storage.raid-disks',
    )
  })

  test('storage: a volume is built, hidden from a host and deleted: its LUN is free again', async () => {
    const { lab, admin } = await withGroup()
    await admin.storage.change({
      steps: [
        { kind: 'create-lun', poolId: 'pool-2', name: 'a', sizeGib: 100, isThin: false },
        { kind: 'create-lun', poolId: 'pool-2', name: 'b', sizeGib: 80, isThin: false },
        {
          ...{ kind: 'create-volume', name: 'Stripe1', layout: 'stripe', fileSystem: 'csv' },
          ...{ lunIds: ['step-1', 'step-2'], hostIds: ['host-1', 'host-2', 'host-3'] },
        },
      ],
    })
    lab.settle()
    const built = (await admin.storage.volumes({})).find(one => one.name === 'Stripe1')!
    expect([built.capacityGib, built.kind, built.hosts]).toEqual([160, 'csv', 3])
    await admin.storage.change({
      steps: [
        { kind: 'unmap-volume', volumeId: built.id, hostIds: ['host-3'] },
        { kind: 'delete-volume', volumeId: built.id },
      ],
    })
    lab.settle()
    expect(await admin.storage.volumes({})).toHaveLength(1)
    const luns = await admin.storage.luns({})
    expect(luns.map(lun => lun.volumeName)).toEqual(['Volume1', undefined, undefined])
  })

  test('storage: a core that died in the middle of a plan: goes on and commits it once', async () => {
    const { lab, admin } = await withGroup()
    await admin.storage.change({
      steps: [
        { kind: 'create-lun', poolId: 'pool-2', name: 'LUN 2', sizeGib: 400, isThin: false },
        { kind: 'add-lun', volumeId: 'volume-1', lunId: 'step-1' },
      ],
    })
    lab.core.save(0)
    const again = lab.afterKill()
    again.settle()
    const after = again.core.simulation.world.get('volume', 'volume-1')
    expect([after.capacityGib, after.lunIds]).toEqual([1517, ['lun-1', 'lun-2']])
  })
})
