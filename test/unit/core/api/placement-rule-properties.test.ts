import { expect, test } from 'vitest'
import { Lab, refusalOf } from '../../../kit/lab.ts'

/** Two VMs of zone `a` that must be apart, on a cluster all of which is zone `a`. */
async function zones() {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const kinds = ['vm', 'host', 'cluster', 'hostgroup'] as const
  await admin.customProperty.create({ name: 'zone', description: '', kinds: [...kinds] })
  const customRules = [{ property: 'zone', requirement: 'must-match' }] as const
  await admin.placementSettings.set({
    configuration: { checks: {}, customRules: [...customRules] },
  })
  await admin.customProperty.setValues({ objectId: 'cluster-1', values: { zone: 'a' } })
  const all = [...world.all('vm')].filter(vm => vm.highlyAvailable && vm.state === 'running')
  const vmIds = all.slice(0, 2).map(vm => vm.id)
  await admin.vm.update({ vmIds, changes: { customProperties: { zone: 'a' } } })
  await admin.placementRule.create({
    ...{ name: 'Apart', scopeId: 'cluster-1', kind: 'keep-apart', strength: 'must', vmIds },
  })
  return { admin, world, vmIds }
}

test('placement rule: a cluster that leaves the zone of VMs apart: refused, the rule named, nothing changed', async () => {
  const { admin, world } = await zones()
  const set = admin.customProperty.setValues({ objectId: 'cluster-1', values: { zone: 'b' } })
  const refused = await refusalOf(set)
  expect(refused).toMatchObject({ code: 'rule.contradicted', data: { rules: ['Apart'] } })
  expect(refused.text).toContain(world.get('cluster', 'cluster-1').name)
  expect(world.get('cluster', 'cluster-1').customProperties).toEqual({ zone: 'a' })
})

test('placement rule: hosts that leave the zone: the last but two may, one more is refused', async () => {
  const { admin, world } = await zones()
  const changes = { customProperties: { zone: 'b' } }
  await admin.host.update({ hostIds: ['host-1', 'host-2', 'host-3', 'host-4'], changes })
  const refused = await refusalOf(admin.host.update({ hostIds: ['host-5'], changes }))
  expect(refused).toMatchObject({ code: 'rule.contradicted', data: { rules: ['Apart'] } })
  expect(world.get('host', 'host-5').customProperties).toBeUndefined()
  await admin.host.update({ hostIds: ['host-5'], changes: { customProperties: { rack: '4' } } })
})

test('placement rule: a host group: its value counts only where the cluster says nothing itself', async () => {
  const { admin, world } = await zones()
  const { hostGroupId } = world.get('cluster', 'cluster-1')
  const group = (zone: string) =>
    admin.customProperty.setValues({ objectId: hostGroupId, values: { zone } })
  await group('b')
  await group('a')
  await admin.customProperty.setValues({ objectId: 'cluster-1', values: { zone: '' } })
  const refused = await refusalOf(group('b'))
  expect(refused).toMatchObject({ code: 'rule.contradicted', data: { rules: ['Apart'] } })
})

test('placement rule: a custom rule that leaves VMs no host: refused in Settings and for a group, and nothing changed', async () => {
  const { admin, world } = await zones()
  await admin.customProperty.create({ name: 'rack', description: '', kinds: ['vm', 'host'] })
  const vmIds = [...world.all('vm')].slice(0, 1).map(vm => vm.id)
  await admin.vm.update({ vmIds, changes: { customProperties: { rack: '1' } } })
  const customRules = [{ property: 'rack', requirement: 'must-match' } as const]
  const configuration = { checks: {}, customRules }
  const { hostGroupId } = world.get('cluster', 'cluster-1')
  const inSettings = await refusalOf(admin.placementSettings.set({ configuration }))
  expect(inSettings).toMatchObject({ code: 'rule.contradicted', data: { rules: ['Apart'] } })
  const forGroup = await refusalOf(admin.placementSettings.setGroup({ hostGroupId, configuration }))
  expect(forGroup).toMatchObject({ code: 'rule.contradicted', data: { rules: ['Apart'] } })
  expect(world.get('hostgroup', hostGroupId).placementConfiguration).toBeUndefined()
  const changes = { customProperties: { rack: '1' } }
  await admin.host.update({ hostIds: ['host-1'], changes })
  await admin.placementSettings.setGroup({ hostGroupId, configuration })
})
