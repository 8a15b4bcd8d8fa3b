import { expect, test } from 'vitest'
import { Lab } from '../../../kit/lab.ts'

const hardware = { cpuCount: 1, memoryMib: 512, networks: [], highlyAvailable: true }

/** A must-match rule over `zone` in which only host-3 is zone `a`. */
async function zoned() {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const kinds = ['vm', 'host', 'template'] as const
  await admin.customProperty.create({ name: 'zone', description: '', kinds: [...kinds] })
  const customRules = [{ property: 'zone', requirement: 'must-match' as const }]
  await admin.placementSettings.set({ configuration: { checks: {}, customRules } })
  await admin.host.update({ hostIds: ['host-3'], changes: { customProperties: { zone: 'a' } } })
  const { id: templateId } = [...world.all('template')][0]!
  await admin.customProperty.setValues({ objectId: templateId, values: { zone: 'a' } })
  const make = async (name: string, customProperties?: Record<string, string>) => {
    await admin.vm.create({
      ...{ name, source: { kind: 'template', templateId } },
      destination: { kind: 'hostgroup', hostGroupId: 'hostgroup-1' },
      ...(customProperties && { customProperties }),
    })
    lab.settle()
    return [...world.all('vm')].find(vm => vm.name === name)!
  }
  return { lab, admin, world, templateId, make }
}

test('create VM: the template says a zone: the list says so, and the VM goes to the host of it', async () => {
  const { admin, make, templateId } = await zoned()
  const row = (await admin.template.list({})).find(one => one.id === templateId)
  expect(row).toMatchObject({ customProperties: { zone: 'a' } })
  expect(await make('zone-of-template')).toMatchObject({
    ...{ hostId: 'host-3', customProperties: { zone: 'a' } },
  })
})

test('create VM: an empty value: leaves out what the template says, and no host is barred', async () => {
  const { make } = await zoned()
  const vm = await make('no-zone', { zone: '' })
  expect(vm.customProperties).toEqual({})
  expect(vm.hostId).not.toBe('host-3')
})

test('create VM: sets and tags given at birth: placement of that VM keeps them', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const create = (name: string, more: { tags?: string[]; availabilitySets?: string[] }) =>
    admin.vm.create({
      ...{ name, source: { kind: 'blank', sizeGib: 1, format: 'dynamic' }, hardware },
      ...{ destination: { kind: 'hostgroup', hostGroupId: 'hostgroup-1' }, ...more },
    })
  for (let at = 1; at <= 4; at++) await create(`web-${at}`, { availabilitySets: ['web'] })
  await admin.placementRule.create({
    ...{ name: 'Licence', scopeId: 'cluster-1', kind: 'run-on', strength: 'must' },
    ...{ vmIds: [], vmTags: ['sql'], hostIds: ['host-5'] },
  })
  await create('sql-1', { tags: ['sql'] })
  lab.settle()
  const made = [...world.all('vm')].filter(vm => vm.name.startsWith('web-'))
  expect(new Set(made.map(vm => vm.hostId)).size).toBe(4)
  expect([...world.all('vm')].find(vm => vm.name === 'sql-1')!.hostId).toBe('host-5')
})
