import { expect, vi } from 'vitest'
import type { Client } from '../../../shared/contract/index.ts'
import type { HostGroupId, TemplateId, UserGroupId, UserId } from '../../../shared/domain/index.ts'
import { generateTraces, uploaded } from '../traces.ts'

/** The people of an agency whose rights are delegated, beside its administrator. */
export const people = {
  operator: { name: 'olga', password: 'long beach operates' },
  developer: { name: 'dora', password: 'builds at head quarters' },
  guest: { name: 'nora', password: 'is in no role at all' },
} as const

/**
 * Brings a state agency to a normal day: people in roles, traces, VMs of a self-service user, jobs
 * that are done and one that failed no step. Leaves the simulated clock paused.
 */
export async function fillOffice(admin: Client): Promise<void> {
  const ids = new Map<string, UserId>()
  for (const [key, account] of Object.entries(people)) {
    const { id } = await admin.user.create({ ...account, displayName: fullNames[key] })
    ids.set(key, id as UserId)
  }
  const { nodes } = await admin.hostGroup.tree({})
  const groupId = (name: string) => nodes.find(node => node.name === name)!.id as HostGroupId
  const { id: operators } = await admin.userGroup.save({
    name: 'Long Beach operators',
    userIds: [ids.get('operator')!],
  })
  await admin.role.create({
    name: 'Long Beach administrators',
    profile: 'delegated-administrator',
    userGroupIds: [operators as UserGroupId],
    scope: { hostGroupIds: [groupId('Long Beach')] },
  })
  const templates = await admin.template.list({})
  const templateIds = ['Build agent', 'Analyst workstation'].map(
    name => templates.find(template => template.name === name)!.id,
  )
  await admin.role.create({
    name: 'Developers',
    profile: 'self-service-user',
    userIds: [ids.get('developer')!],
    scope: { hostGroupIds: [groupId('Sacramento headquarters')], templateIds },
    actions: ['deployFromTemplateOnly', 'start', 'shutDown', 'stop', 'saveState', 'remove'],
    quota: { points: 6 },
  })
  await importTraces(admin)
  await requestVms(
    admin,
    ids.get('developer')!,
    templateIds[0]!,
    groupId('Sacramento headquarters'),
  )
}

const fullNames: Record<string, string> = {
  operator: 'Olga Lopez',
  developer: 'Dora Marsh',
  guest: 'Nora Hill',
}

async function importTraces(admin: Client): Promise<void> {
  const files = generateTraces(4, 11).map(({ path, text }) => uploaded(path, text))
  await admin.trace.import({ source: 'Generated', files })
}

async function requestVms(
  admin: Client,
  ownerId: UserId,
  templateId: TemplateId,
  hostGroupId: HostGroupId,
): Promise<void> {
  const [developers] = (await admin.role.list({})).filter(role => role.name === 'Developers')
  await admin.vm.create({
    name: 'build-##',
    count: 2,
    source: { kind: 'template', templateId },
    destination: { kind: 'hostgroup', hostGroupId },
    ownerId,
    roleId: developers!.id,
  })
  await admin.clock.set({ factor: 3600 })
  await vi.waitFor(async () => expect((await admin.clock.get({})).runningJobs).toBe(0), {
    timeout: 60_000,
    interval: 200,
  })
  await admin.clock.set({ paused: true })
}
