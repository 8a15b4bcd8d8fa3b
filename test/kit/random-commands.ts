import fc from 'fast-check'
import type { VmId } from '../../shared/domain/index.ts'
import { powerActions } from '../../shared/domain/index.ts'
import { Refusal } from '../../shared/refusals/index.ts'
import type { Lab, LabClient } from './lab.ts'

/**
 * A command of an administrator, or time that passes; numbers stand for the n-th object there is.
 */
export type RandomCommand =
  | { kind: 'power'; action: (typeof powerActions)[number]; vms: number[] }
  | { kind: 'pass'; ms: number }
  | { kind: 'delete' | 'restore' | 'purge' | 'rename' | 'tag'; vms: number[] }
  | { kind: 'migrate'; how: 'live' | 'quick'; host: number; vms: number[] }
  | { kind: 'create'; name: string; count: number }
  | { kind: 'cancel' | 'restart'; job: number }
  | { kind: 'group'; name: string }
  | { kind: 'role'; name: string; points: number }
  | { kind: 'clock'; paused: boolean }

const vms = fc.array(fc.nat(40), { minLength: 1, maxLength: 4 })
const name = fc.stringMatching(/^[a-z]{3,8}$/)

export const someCommand: fc.Arbitrary<RandomCommand> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('power' as const),
      action: fc.constantFrom(...powerActions),
      vms,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.integer({ min: 1, max: 90000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'delete' as const,
        'restore' as const,
        'purge' as const,
        'rename' as const,
        'tag' as const,
      ),
      vms,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('migrate' as const),
      how: fc.constantFrom('live' as const, 'quick' as const),
      host: fc.nat(5),
      vms,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      name,
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('cancel' as const, 'restart' as const),
      job: fc.nat(30),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('group' as const), name }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('role' as const),
      name,
      points: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('clock' as const), paused: fc.boolean() }),
  },
)

/** The n-th of the things there are, round and round. */
function nth<T>(items: readonly T[], at: number): T | undefined {
  return items.length === 0 ? undefined : items[at % items.length]
}

/** Gives the command, or lets the time pass; a refusal is as good an answer as any. */
export async function runCommand(
  lab: Lab,
  admin: LabClient,
  command: RandomCommand,
): Promise<void> {
  try {
    await give(lab, admin, command)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

async function give(lab: Lab, admin: LabClient, command: RandomCommand): Promise<unknown> {
  const { world } = lab.core.simulation
  const all = [...world.all('vm')].map(vm => vm.id)
  const vmIdsOf = (numbers: readonly number[]) =>
    [...new Set(numbers.map(at => nth(all, at)))].filter(id => id !== undefined) as VmId[]
  switch (command.kind) {
    case 'pass':
      return lab.core.advanceTo(lab.core.nowMs + command.ms)
    case 'power':
      return admin.vm[command.action]({ vmIds: vmIdsOf(command.vms) })
    case 'delete':
      return admin.vm.delete({ vmIds: vmIdsOf(command.vms) })
    case 'restore':
      return admin.vm.restore({ vmIds: vmIdsOf(command.vms) })
    case 'purge':
      return admin.vm.purge({ vmIds: vmIdsOf(command.vms) })
    case 'migrate': {
      const host = nth([...world.all('host')], command.host)
      if (!host) return undefined
      const vmIds = vmIdsOf(command.vms)
      return admin.vm.migrate({ vmIds, hostId: host.id, kind: command.how })
    }
    case 'rename':
      return admin.vm.update({
        vmIds: vmIdsOf(command.vms).slice(0, 1),
        changes: { name: `renamed-${command.vms[0]}` },
      })
    case 'tag':
      return admin.vm.update({ vmIds: vmIdsOf(command.vms), changes: { addTags: ['random'] } })
    case 'create': {
      const template = nth([...world.all('template')], 0)
      const group = nth([...world.all('hostgroup')], 0)
      if (!template || !group) return undefined
      return admin.vm.create({
        name: command.name,
        count: command.count,
        source: { kind: 'template', templateId: template.id },
        destination: { kind: 'hostgroup', hostGroupId: group.id },
      })
    }
    case 'cancel':
    case 'restart': {
      const job = nth([...world.all('job')], command.job)
      return job && admin.job[command.kind]({ jobId: job.id })
    }
    case 'group':
      return admin.hostGroup.create({
        name: command.name,
        parentId: [...world.all('hostgroup')][0]!.id,
      })
    case 'role':
      return admin.role.create({
        name: command.name,
        profile: 'self-service-user',
        scope: {
          hostGroupIds: [[...world.all('hostgroup')][0]!.id],
          templateIds: [...world.all('template')].slice(0, 1).map(one => one.id),
        },
        actions: ['deployFromTemplateOnly', 'start'],
        quota: { points: command.points },
      })
    case 'clock':
      return admin.clock.set({ paused: command.paused })
  }
}
