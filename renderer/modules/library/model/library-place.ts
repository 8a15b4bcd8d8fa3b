import type { ShareRowView } from '../../../../shared/contract/index.ts'
import type { HostGroupId, ShareId } from '../../../../shared/domain/index.ts'

/** The lists of the library workspace. */
export const librarySections = ['templates', 'hardware', 'guest-os', 'disks', 'shares'] as const
export type LibrarySection = (typeof librarySections)[number]

/** Where one stands in the library: a list, or what one share or host group holds of it. */
export type LibraryPlace =
  | { section: Exclude<LibrarySection, 'shares'> }
  | { section: 'shares'; shareId?: ShareId | undefined; hostGroupId?: HostGroupId | undefined }

/** The place that an address names; the templates where it names none. */
export function placeOfAddress(section: unknown, at: unknown): LibraryPlace {
  const known = librarySections.find(one => one === section) ?? 'templates'
  if (known !== 'shares') return { section: known }
  const id = typeof at === 'string' ? at : ''
  if (/^share-\d+$/.test(id)) return { section: 'shares', shareId: id as ShareId }
  if (/^hostgroup-\d+$/.test(id)) return { section: 'shares', hostGroupId: id as HostGroupId }
  return { section: 'shares' }
}

/** The id of the place's node in the tree. */
export function nodeOfPlace(place: LibraryPlace): string {
  if (place.section !== 'shares') return place.section
  return place.shareId ?? place.hostGroupId ?? 'shares'
}

/** The place of a node of the tree; undefined for one that only holds others. */
export function placeOfNode(nodeId: string): LibraryPlace | undefined {
  const section = librarySections.find(one => one === nodeId)
  if (section) return placeOfAddress(section, undefined)
  return /^(share|hostgroup)-\d+$/.test(nodeId) ? placeOfAddress('shares', nodeId) : undefined
}

/** The shares of one host group. */
export interface ShareGroup {
  hostGroupId: HostGroupId
  name: string
  shares: ShareRowView[]
}

/** The shares by the host group that they belong to, both by name. */
export function groupShares(shares: readonly ShareRowView[]): ShareGroup[] {
  const groups = new Map<HostGroupId, ShareGroup>()
  for (const share of shares) {
    const { hostGroupId, hostGroupName: name } = share
    const group = groups.get(hostGroupId) ?? { hostGroupId, name, shares: [] }
    group.shares.push(share)
    groups.set(hostGroupId, group)
  }
  for (const group of groups.values()) group.shares.sort(byName)
  return [...groups.values()].sort(byName)
}

/** The address of a share in the network. */
export function uncOf(share: { server: string; name: string }): string {
  return `\\\\${share.server}\\${share.name}`
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name.localeCompare(other.name)
}
