import { z } from 'zod'

/** The kinds of object that have an id. The prefix of an id is its kind. */
export const objectKinds = [
  'hostgroup',
  'cluster',
  'host',
  'volume',
  'vm',
  'share',
  'disk',
  'hwprofile',
  'osprofile',
  'template',
  'user',
  'usergroup',
  'role',
  'job',
  'audit',
  'trace',
  'array',
  'pool',
  'lun',
  'snapshot',
  'fault',
  'schedule',
  'plan',
  'tip',
  'waiver',
  'rulepack',
  'placementrule',
  'customproperty',
  'collector',
  'log',
  'chart',
] as const

export type ObjectKind = (typeof objectKinds)[number]

/** A reference such as `vm-12` or `host-3`: its kind, a hyphen, a positive number. */
export type Id<Kind extends ObjectKind> = `${Kind}-${number}`

export type HostGroupId = Id<'hostgroup'>
export type ClusterId = Id<'cluster'>
export type HostId = Id<'host'>
export type VolumeId = Id<'volume'>
export type VmId = Id<'vm'>
export type ShareId = Id<'share'>
export type DiskId = Id<'disk'>
export type HardwareProfileId = Id<'hwprofile'>
export type GuestOsProfileId = Id<'osprofile'>
export type TemplateId = Id<'template'>
export type UserId = Id<'user'>
export type UserGroupId = Id<'usergroup'>
export type RoleId = Id<'role'>
export type JobId = Id<'job'>
export type AuditId = Id<'audit'>
export type TraceId = Id<'trace'>
export type ArrayId = Id<'array'>
export type PoolId = Id<'pool'>
export type LunId = Id<'lun'>
export type SnapshotId = Id<'snapshot'>
export type FaultId = Id<'fault'>
export type ScheduleId = Id<'schedule'>
export type PlanId = Id<'plan'>
export type TipId = Id<'tip'>
export type WaiverId = Id<'waiver'>
export type ChartId = Id<'chart'>
export type RulePackId = Id<'rulepack'>
export type PlacementRuleId = Id<'placementrule'>
export type CustomPropertyId = Id<'customproperty'>
export type CollectorId = Id<'collector'>
export type LogId = Id<'log'>
export type AnyId = Id<ObjectKind>

/** The schema of an id of one kind. */
export function idSchema<Kind extends ObjectKind>(kind: Kind): z.ZodType<Id<Kind>, Id<Kind>> {
  return z
    .string()
    .regex(new RegExp(`^${kind}-[1-9]\\d{0,9}$`))
    .meta({
      description: `Id of a ${kind}, such as ${kind}-1`,
    }) as unknown as z.ZodType<Id<Kind>, Id<Kind>>
}

export const hostGroupId = idSchema('hostgroup')
export const clusterId = idSchema('cluster')
export const hostId = idSchema('host')
export const volumeId = idSchema('volume')
export const vmId = idSchema('vm')
export const shareId = idSchema('share')
export const diskId = idSchema('disk')
export const hardwareProfileId = idSchema('hwprofile')
export const guestOsProfileId = idSchema('osprofile')
export const templateId = idSchema('template')
export const userId = idSchema('user')
export const userGroupId = idSchema('usergroup')
export const roleId = idSchema('role')
export const jobId = idSchema('job')
export const traceId = idSchema('trace')
export const arrayId = idSchema('array')
export const poolId = idSchema('pool')
export const lunId = idSchema('lun')
export const snapshotId = idSchema('snapshot')
export const faultId = idSchema('fault')
export const scheduleId = idSchema('schedule')
export const planId = idSchema('plan')
export const tipId = idSchema('tip')
export const waiverId = idSchema('waiver')
export const chartId = idSchema('chart')
export const placementRuleId = idSchema('placementrule')
export const customPropertyId = idSchema('customproperty')
export const collectorId = idSchema('collector')
export const logId = idSchema('log')
export const anyId = z.string().regex(/^[a-z]+-[1-9]\d{0,9}$/) as unknown as z.ZodType<AnyId, AnyId>

/** The kind that an id names, or undefined where the text is no id. */
export function kindOfId(id: string): ObjectKind | undefined {
  const prefix = id.slice(0, id.lastIndexOf('-'))
  return objectKinds.find(kind => kind === prefix)
}

const zeroCode = '0'.charCodeAt(0)
const dashDigit = '-'.charCodeAt(0) - zeroCode

/** The number in an id: `numberOfId('vm-12')` is 12. Not a number where it ends in none. */
export function numberOfId(id: string): number {
  let [number, scale] = [0, 1]
  // read from its end, as sorting by ids asks this for each comparison
  for (let at = id.length - 1; at >= 0; at--) {
    const digit = id.charCodeAt(at) - zeroCode
    if (digit < 0 || digit > 9) return digit === dashDigit && scale > 1 ? number : NaN
    number += digit * scale
    scale *= 10
  }
  return scale > 1 ? number : NaN
}

/** Order of ids by their numbers, for `sort`: that in which their objects were made. */
export function byIdNumber(a: string, b: string): number {
  return numberOfId(a) - numberOfId(b)
}

/** Order of rows by the numbers of their ids, for `sort`. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return byIdNumber(a.id, b.id)
}

/** Ids in the order of their numbers: a set of an index has none that a replay could rely on. */
export function idsInOrder<Id extends string>(ids: Iterable<Id>): Id[] {
  const list = [...ids]
  let last = -1
  for (const id of list) {
    const number = numberOfId(id)
    if (number < last) return list.sort(byIdNumber)
    last = number
  }
  return list
}
