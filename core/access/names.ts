import type { AnyId, ObjectKind } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import type { World } from '../world/index.ts'
import type { Scope } from './types.ts'

/** The right to see an object of a kind at all. */
export const readingPrivilege: Readonly<Record<ObjectKind, Privilege>> = {
  hostgroup: 'hostgroup.read',
  cluster: 'host.read',
  host: 'host.read',
  volume: 'host.read',
  vm: 'vm.read',
  share: 'library.read',
  disk: 'library.read',
  hwprofile: 'library.read',
  osprofile: 'library.read',
  template: 'template.read',
  user: 'user.read',
  usergroup: 'user.read',
  role: 'role.read',
  job: 'job.read',
  audit: 'audit.read',
  trace: 'trace.read',
  array: 'storage.read',
  pool: 'storage.read',
  lun: 'storage.read',
  snapshot: 'storage.read',
  fault: 'fault.read',
  schedule: 'storage.read',
  plan: 'plan.read',
  tip: 'pro.read',
  waiver: 'pro.read',
  rulepack: 'pro.read',
  placementrule: 'placement.rate',
  customproperty: 'placement.rate',
  collector: 'collector.read',
  log: 'collector.read',
  chart: 'counter.read',
}

/** The kinds as people read them. */
export const kindNames: Readonly<Record<ObjectKind, string>> = {
  hostgroup: 'host group',
  cluster: 'cluster',
  host: 'host',
  volume: 'volume',
  vm: 'VM',
  share: 'library share',
  disk: 'virtual hard disk',
  hwprofile: 'hardware profile',
  osprofile: 'guest operating system profile',
  template: 'template',
  user: 'user',
  usergroup: 'user group',
  role: 'user role',
  job: 'job',
  audit: 'audit record',
  trace: 'workload trace',
  array: 'storage array',
  pool: 'RAID group',
  lun: 'LUN',
  snapshot: 'snapshot',
  fault: 'fault',
  schedule: 'snapshot schedule',
  plan: 'plan',
  tip: 'PRO tip',
  waiver: 'waiver',
  rulepack: 'pack of rules',
  placementrule: 'placement rule',
  customproperty: 'custom property',
  collector: 'data collector set',
  log: 'performance log',
  chart: 'chart view',
}

/** Names objects for one reader: what the reader may not see is named only by its kind. */
export class Names {
  constructor(
    private readonly world: World,
    private readonly scopeOf: (privilege: Privilege) => Scope,
  ) {}

  /** Whether the reader may see the object at all; not one that does not exist. */
  sees(id: AnyId): boolean {
    const kind = kindOfId(id)
    return kind !== undefined && this.scopeOf(readingPrivilege[kind]).covers(id)
  }

  /** Its name, or `hidden` where the reader may not see it. */
  of(id: AnyId, hidden = `a ${kindNames[kindOfId(id) ?? 'host']} outside your scope`): string {
    return this.sees(id) ? nameOf(this.world, id) : hidden
  }

  /** Its kind and name, such as `library share sac-lib`. */
  withKind(id: AnyId): string {
    if (!this.sees(id)) return this.of(id)
    return `${kindNames[kindOfId(id) ?? 'host']} ${nameOf(this.world, id)}`
  }
}

/** The name of an object, for those who may see it; records and jobs go by what they are about. */
export function nameOf(world: World, id: AnyId): string {
  const row = world.findAny(id)
  if (!row) return id
  if ('name' in row) return row.name
  if ('targetName' in row) return `${row.kind} on ${row.targetName}`
  if ('ruleName' in row) return `${row.ruleName} on ${row.sourceName}`
  if ('packId' in row) return row.packId
  return `${row.operation} on ${row.targets}`
}
