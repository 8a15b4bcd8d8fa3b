import { describe, expect, it } from 'vitest'
import type { FabricKind } from '../../../../shared/domain/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const password = 'correct horse battery'

/** A user of one delegated role, signed in. */
async function delegate(
  lab: Lab,
  admin: LabClient,
  scope: Parameters<LabClient['role']['create']>[0]['scope'],
): Promise<LabClient> {
  const { id } = await admin.user.create({ name: 'delegate', password })
  await admin.role.create({
    name: 'Delegates',
    profile: 'delegated-administrator',
    userIds: [id as `user-${number}`],
    scope,
  })
  return lab.signIn('delegate', password)
}

function lab(kind: FabricKind) {
  return Lab.with(kind)
}

describe('library shares', () => {
  it('shares: the list: path, group, number and size of disks', async () => {
    const { admin } = await lab('state-agency')
    const shares = await admin.share.list({})
    expect(shares.map(share => [share.path, share.hostGroupName, share.disks])).toEqual([
      ['\\\\sac-lib-01\\MSSCVMMLibrary', 'All Hosts', 7],
      ['\\\\lb-lib-01\\Library', 'Long Beach', 2],
    ])
    expect(shares[1]?.usedGib).toBeCloseTo(7.2 + 9.5)
    expect(await admin.share.list({ text: 'mssc' })).toHaveLength(1)
  })

  it('shares: create, rename, move, delete: each recorded, and taken back by its undo', async () => {
    const { admin } = await lab('empty')
    const made = await admin.share.create({ name: 'ISO', hostGroupId: 'hostgroup-1' })
    expect(made.undo).toEqual({ operation: 'share.delete', input: { shareId: made.id } })
    const shareId = made.id as `share-${number}`
    const renamed = await admin.share.rename({ shareId, name: 'Images' })
    expect(renamed.undo?.input).toEqual({ shareId, name: 'ISO' })
    const group = await admin.hostGroup.create({ name: 'Lab', parentId: 'hostgroup-1' })
    const hostGroupId = group.id as `hostgroup-${number}`
    const moved = await admin.share.move({ shareId, hostGroupId })
    expect(moved.undo?.input).toEqual({ shareId, hostGroupId: 'hostgroup-1' })
    const deleted = await admin.share.delete({ shareId })
    expect(deleted.undo?.input).toEqual({ name: 'Images', server: 'library-01', hostGroupId })
    expect(await admin.share.list({ text: 'Images' })).toEqual([])
  })

  it('shares: the name of another share on the server: refused; on another server: no matter', async () => {
    const { admin } = await lab('empty')
    const input = { name: 'mssCVMMlibrary', hostGroupId: 'hostgroup-1' } as const
    expect((await refusalOf(admin.share.create(input))).code).toBe('name.taken')
    await admin.share.create({ ...input, server: 'library-02' })
    expect(await admin.share.list({})).toHaveLength(2)
  })

  it('shares: one with disks, or in a role: is in use, and says by what', async () => {
    const { lab: one, admin } = await lab('state-agency')
    const refused = await refusalOf(admin.share.delete({ shareId: 'share-2' }))
    expect(refused.text).toContain('Windows 7 Enterprise.vhd')
    const made = await admin.share.create({ name: 'ISO', hostGroupId: 'hostgroup-1' })
    const shareId = made.id as `share-${number}`
    await delegate(one, admin, { shareIds: [shareId] })
    const used = await refusalOf(admin.share.delete({ shareId }))
    expect(used.text).toBe('The library share ISO is in use by the role Delegates.')
  })

  it('shares: a preview of a move: says whose scope changes, and changes nothing', async () => {
    const { lab: one, admin } = await lab('state-agency')
    await delegate(one, admin, { hostGroupIds: ['hostgroup-3'] })
    const hash = one.core.stateHash()
    const preview = await admin.share.movePreview({
      shareId: 'share-2',
      hostGroupId: 'hostgroup-2',
    })
    expect(preview.loses).toEqual([{ role: 'Delegates', members: 1 }])
    expect(one.core.stateHash()).toBe(hash)
  })

  it('shares: outside the scope: not there, neither to read nor to move to', async () => {
    const { lab: one, admin } = await lab('state-agency')
    const southerner = await delegate(one, admin, { hostGroupIds: ['hostgroup-3'] })
    const shares = await southerner.share.list({})
    expect(shares.map(share => share.id)).toEqual(['share-2'])
    const hidden = southerner.share.rename({ shareId: 'share-1', name: 'Mine' })
    expect((await refusalOf(hidden)).code).toBe('not-found')
    const away = southerner.share.move({ shareId: 'share-2', hostGroupId: 'hostgroup-2' })
    expect((await refusalOf(away)).code).toBe('not-found')
  })
})

describe('library disks', () => {
  it('disks: a blank dynamic disk takes almost nothing, a fixed one all', async () => {
    const { admin } = await lab('empty')
    await admin.disk.create({ name: 'a.vhd', shareId: 'share-1', sizeGib: 40 })
    await admin.disk.create({ name: 'b.vhd', shareId: 'share-1', sizeGib: 40, format: 'fixed' })
    const disks = await admin.disk.list({})
    expect(disks.map(disk => [disk.name, disk.usedGib, disk.shareName])).toEqual([
      ['a.vhd', 0.1, '\\\\library-01\\MSSCVMMLibrary'],
      ['b.vhd', 40, '\\\\library-01\\MSSCVMMLibrary'],
    ])
  })

  it('disks: fuller than large, or named like another on the share: refused', async () => {
    const { admin } = await lab('empty')
    const disk = { name: 'a.vhd', shareId: 'share-1', sizeGib: 40 } as const
    expect((await refusalOf(admin.disk.create({ ...disk, usedGib: 41 }))).code).toBe(
      'input.invalid',
    )
    await admin.disk.create(disk)
    expect((await refusalOf(admin.disk.create({ ...disk, name: 'A.VHD' }))).code).toBe('name.taken')
  })

  it('disks: one that a template is made from: in use; a template that is hidden: counted', async () => {
    const { admin } = await lab('poc-lab')
    const [disk] = await admin.disk.list({ text: 'XP' })
    const refused = await refusalOf(admin.disk.delete({ diskId: disk!.id }))
    expect(refused.text).toContain('is in use by the template Standard desktop.')
  })
})

describe('profiles', () => {
  it('profiles: save without an id creates, with one changes; names are taken once', async () => {
    const { admin } = await lab('empty')
    const profile = { name: 'Small', cpuCount: 1, memoryMib: 512 }
    const made = await admin.hardwareProfile.save(profile)
    const hardwareProfileId = made.id as `hwprofile-${number}`
    await admin.hardwareProfile.save({ ...profile, hardwareProfileId, memoryMib: 1024 })
    const [saved, ...others] = await admin.hardwareProfile.list({})
    expect([saved?.memoryMib, saved?.cpuWeight, others.length]).toEqual([1024, 100, 0])
    expect((await refusalOf(admin.hardwareProfile.save(profile))).code).toBe('name.taken')
    await admin.hardwareProfile.delete({ hardwareProfileId })
    expect(await admin.hardwareProfile.list({})).toEqual([])
    const gone = admin.hardwareProfile.save({ ...profile, hardwareProfileId })
    expect((await refusalOf(gone)).code).toBe('not-found')
  })

  it('profiles: of guest operating systems: the same', async () => {
    const { admin } = await lab('empty')
    const made = await admin.guestOsProfile.save({ name: 'XP', operatingSystem: 'Windows XP SP3' })
    const guestOsProfileId = made.id as `osprofile-${number}`
    expect(await admin.guestOsProfile.list({})).toMatchObject([{ name: 'XP', computerName: '*' }])
    await admin.guestOsProfile.delete({ guestOsProfileId })
    expect(await admin.guestOsProfile.list({})).toEqual([])
  })
})

describe('templates', () => {
  const hardware = { cpuCount: 2, memoryMib: 2048 }
  const guestOs = { operatingSystem: 'Windows 7' }

  it('templates: made from profiles: keep their names and a copy of what they were', async () => {
    const { lab: one, admin } = await lab('poc-lab')
    const made = await admin.template.create({
      name: 'Kiosk',
      diskId: 'disk-2',
      hardware,
      guestOs,
      hardwareProfileId: 'hwprofile-1',
      guestOsProfileId: 'osprofile-2',
    })
    await admin.hardwareProfile.delete({ hardwareProfileId: 'hwprofile-1' })
    const [template] = await admin.template.list({ text: 'kiosk' })
    expect(template).toMatchObject({ hardwareProfileName: 'Small desktop', deployedVms: 0 })
    const row = one.core.simulation.world.get('template', made.id!)
    expect(row).toMatchObject({ quotaPoints: 1, workload: 'office-desktop', enabled: true })
  })

  it('templates: an update: changes what is given and nothing else', async () => {
    const { lab: one, admin } = await lab('poc-lab')
    const { world } = one.core.simulation
    const before = world.get('template', 'template-1')
    await admin.template.update({ templateId: 'template-1', quotaPoints: 2, enabled: false })
    const after = world.get('template', 'template-1')
    expect(after).toEqual({ ...before, quotaPoints: 2, enabled: false })
    const job = [...world.all('job')].at(-1)
    expect(job?.changes.map(change => change.property)).toEqual(['enabled', 'quotaPoints'])
  })

  it('templates: other hardware: no longer that of the profile; the same hardware still is', async () => {
    const { lab: one, admin } = await lab('poc-lab')
    const { world } = one.core.simulation
    const before = world.get('template', 'template-1')
    const { hardware: own } = before
    await admin.template.update({
      templateId: 'template-1',
      hardware: structuredClone(own) as never,
    })
    expect(world.get('template', 'template-1')).toEqual(before)
    await admin.template.update({ templateId: 'template-1', hardware })
    expect(world.get('template', 'template-1').hardwareProfileName).toBeUndefined()
    expect(world.get('template', 'template-1').guestOsProfileName).toBe('Windows XP desktop')
  })

  it('templates: larger than any host of the fabric can run: refused with value and limit', async () => {
    const { admin } = await lab('poc-lab')
    const input = { name: 'Huge', diskId: 'disk-2', guestOs } as const
    const wide = admin.template.create({ ...input, hardware: { ...hardware, cpuCount: 8 } })
    expect((await refusalOf(wide)).data).toMatchObject({ value: 8, limit: 4 })
    const tall = admin.template.create({ ...input, hardware: { ...hardware, memoryMib: 70000 } })
    expect((await refusalOf(tall)).code).toBe('limit.memory')
  })

  it('templates: an unknown disk, a taken name: refused', async () => {
    const { admin } = await lab('poc-lab')
    const unknown = admin.template.create({ name: 'A', diskId: 'disk-99', hardware, guestOs })
    expect((await refusalOf(unknown)).code).toBe('not-found')
    const taken = admin.template.create({ name: 'web SERVER', diskId: 'disk-2', hardware, guestOs })
    expect((await refusalOf(taken)).code).toBe('name.taken')
  })

  it('templates: one that a role names: in use', async () => {
    const { lab: one, admin } = await lab('poc-lab')
    await delegate(one, admin, { hostGroupIds: ['hostgroup-2'], templateIds: ['template-1'] })
    const refused = await refusalOf(admin.template.delete({ templateId: 'template-1' }))
    expect(refused.data).toMatchObject({ users: ['the role Delegates'] })
    await admin.template.delete({ templateId: 'template-2' })
    expect(await admin.template.list({})).toHaveLength(5)
  })
})
