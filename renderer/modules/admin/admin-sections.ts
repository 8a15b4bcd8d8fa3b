import {
  mdiAccountGroupOutline,
  mdiAccountKeyOutline,
  mdiAccountOutline,
  mdiChartLine,
  mdiClipboardTextClockOutline,
  mdiLaptopAccount,
  mdiTuneVariant,
} from '@mdi/js'
import type { Privilege } from '../../../shared/rights/index.ts'

export const adminSectionKeys = [
  'users',
  'groups',
  'roles',
  'sessions',
  'audit',
  'traces',
  'settings',
] as const
export type AdminSectionKey = (typeof adminSectionKeys)[number]

export interface AdminSection {
  key: AdminSectionKey
  icon: string
  /** Without this right the section is not shown. */
  privilege: Privilege | 'signed-in'
}

/** The parts of Administration, in the order in which they are listed. */
export const adminSections: readonly AdminSection[] = [
  { key: 'users', icon: mdiAccountOutline, privilege: 'user.read' },
  { key: 'groups', icon: mdiAccountGroupOutline, privilege: 'user.read' },
  { key: 'roles', icon: mdiAccountKeyOutline, privilege: 'role.read' },
  { key: 'sessions', icon: mdiLaptopAccount, privilege: 'signed-in' },
  { key: 'audit', icon: mdiClipboardTextClockOutline, privilege: 'audit.read' },
  { key: 'traces', icon: mdiChartLine, privilege: 'trace.read' },
  { key: 'settings', icon: mdiTuneVariant, privilege: 'placement.rate' },
]

/** The parts that somebody with these rights may look at. */
export function sectionsFor(can: (privilege: Privilege) => boolean): AdminSection[] {
  return adminSections.filter(one => one.privilege === 'signed-in' || can(one.privilege))
}

/** The part that a path names, or else the first one that may be looked at. */
export function sectionOf(
  wanted: unknown,
  offered: readonly AdminSection[],
): AdminSectionKey | undefined {
  return (offered.find(one => one.key === wanted) ?? offered[0])?.key
}
