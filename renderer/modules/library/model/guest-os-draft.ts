import type { GuestOs } from '../../../../shared/contract/index.ts'

/** Settings of a guest operating system while they are edited. */
export type GuestOsDraft = GuestOs

/** Operating systems that the forms offer; any other name can be typed. */
export const knownOperatingSystems: readonly string[] = [
  'Windows Server 2008 R2 Enterprise',
  'Windows Server 2008 R2 Standard',
  'Windows Server 2008',
  'Windows Server 2003 R2',
  'Windows 7',
  'Windows Vista',
  'Windows XP SP3',
  'SUSE Linux Enterprise Server 11',
  'Red Hat Enterprise Linux 5',
  'None',
]

/** Time zones that the forms offer, besides the one that a draft already has. */
export const knownTimeZones: readonly string[] = [
  'UTC',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Sydney',
]

/** Settings that a blank draft begins with, for that operating system. */
export function newGuestOsDraft(
  operatingSystem = knownOperatingSystems[0] ?? 'None',
): GuestOsDraft {
  return { operatingSystem, computerName: '*', organisation: '', timeZone: 'UTC', domain: '' }
}

/** The settings of a template or profile, copied: later edits of it do not flow. */
export function guestOsDraftOf(source: GuestOs): GuestOsDraft {
  return {
    operatingSystem: source.operatingSystem,
    computerName: source.computerName,
    organisation: source.organisation,
    timeZone: source.timeZone,
    domain: source.domain,
  }
}

/** Whether two settings are the same. */
export function sameGuestOs(one: GuestOs, other: GuestOs): boolean {
  return (
    one.operatingSystem === other.operatingSystem &&
    one.computerName === other.computerName &&
    one.organisation === other.organisation &&
    one.timeZone === other.timeZone &&
    one.domain === other.domain
  )
}
