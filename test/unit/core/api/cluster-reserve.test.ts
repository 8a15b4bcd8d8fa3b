import { describe, expect, it } from 'vitest'
import { Lab } from '../../../kit/lab.ts'

async function poc() {
  const { lab, admin } = await Lab.with('poc-lab')
  const [cluster] = [...lab.core.simulation.world.all('cluster')]
  return { lab, admin, clusterId: cluster!.id }
}

describe('cluster reserve in the console', () => {
  it('cluster reserve: the lab survives one blade and not two, and says what would cure two', async () => {
    const { admin, clusterId } = await poc()
    const now = await admin.cluster.reserve({ clusterId })
    expect(now).toMatchObject({ ok: true, method: '2012-r2', reserveNodes: 1, survives: 1 })
    expect(now.proofs.map(one => one.name)).toEqual([
      ...['slot-simple', 'proof-simple', 'slot-full', 'proof-full'],
    ])
    const two = await admin.cluster.reserve({ clusterId, reserveNodes: 2 })
    expect(two.ok).toBe(false)
    expect(two.failing).toHaveLength(2)
    expect(two.because).toMatch(/^If 2 nodes failed, the VMs of \S+ and \S+ would lack [\d.]+ GB/)
    expect(two.cures[0]).toBe('Lower the cluster reserve to 1: so many failures it survives.')
    expect(two.cures.length).toBeGreaterThan(2)
  })

  it('cluster reserve: over-committed by its setting: the list and the tree say why, and new VMs are refused', async () => {
    const { lab, admin, clusterId } = await poc()
    const { world } = lab.core.simulation
    const settings = { clusterId, reserveNodes: 2 }
    const { effects } = await admin.cluster.reserveAfter({
      change: { kind: 'settings', ...settings },
    })
    expect(effects).toHaveLength(1)
    expect([effects[0]!.before.ok, effects[0]!.after.ok]).toEqual([true, false])
    const changed = await admin.cluster.update({ clusterId, changes: { reserveNodes: 2 } })
    const { nodes } = await admin.hostGroup.tree({})
    expect(nodes.find(node => node.id === clusterId)?.overCommitted).toContain('If 2 nodes failed')
    const { rows } = await admin.host.list({ limit: 1 })
    expect(rows[0]!.overCommitted).toContain('would lack')
    const template = [...world.all('template')].find(one => one.hardware.highlyAvailable)!
    const rating = await admin.placement.rate({ templateId: template.id })
    expect(rating.suitable).toBe(0)
    expect(new Set(rating.ratings.map(one => one.reasons[0]!.code))).toEqual(
      new Set(['cluster-reserve']),
    )
    await admin.cluster.update(changed.undo!.input as never)
    expect((await admin.cluster.get({ clusterId })).reserveNodes).toBe(1)
    expect((await admin.placement.rate({ templateId: template.id })).suitable).toBeGreaterThan(0)
  })

  it('cluster reserve: the method is a setting: the slot method answers by slots', async () => {
    const { admin, clusterId } = await poc()
    await admin.cluster.update({ clusterId, changes: { reserveMethod: '2008-r2' } })
    const found = await admin.cluster.reserve({ clusterId })
    expect(found.proofs.map(one => [one.name, one.unit])).toEqual([['method-2008-r2', 'slots']])
    expect((await admin.cluster.get({ clusterId })).reserveMethod).toBe('2008-r2')
  })

  it('cluster reserve: before and after: more memory lowers N+x, a stop changes nothing', async () => {
    const { lab, admin, clusterId } = await poc()
    const vmIds = [...lab.core.simulation.world.all('vm')].slice(0, 100).map(vm => vm.id)
    const ask = async (change: Parameters<typeof admin.cluster.reserveAfter>[0]['change']) =>
      admin.cluster.reserveAfter({ change })
    const more = await ask({ kind: 'hardware', vmIds, memoryMib: 1024 })
    expect(more.effects[0]).toMatchObject({
      ...{ clusterId, before: { survives: 1, ok: true }, after: { survives: 0, ok: false } },
    })
    const stop = await ask({ kind: 'power', vmIds })
    expect(stop.isUnaffected).toBe(true)
    expect(stop.effects[0]!.after).toEqual(stop.effects[0]!.before)
    const gone = await ask({ kind: 'leave', vmIds })
    expect(gone.effects[0]!.after.survives).toBeGreaterThan(1)
    const host = [...lab.core.simulation.world.all('host')][0]!
    const rest = await ask({ kind: 'maintenance', hostId: host.id })
    expect([rest.effects[0]!.before.survives, rest.effects[0]!.after.survives]).toEqual([1, 0])
  })
})

it('hosts: asked for those of over-committed clusters: none, and all once more failures are to be survived', async () => {
  const { admin } = await Lab.with('poc-lab')
  const over = async () => {
    const filter = [{ field: 'overCommitted', op: 'is' as const, value: 'true' }]
    return (await admin.host.list({ filter, limit: 20 })).total
  }
  expect(await over()).toBe(0)
  await admin.cluster.update({ clusterId: 'cluster-1', changes: { reserveNodes: 4 } })
  expect(await over()).toBe(6)
})
