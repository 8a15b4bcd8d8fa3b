import { z } from 'zod'

/** How a RAID group keeps its data; the names of the levels, and of a single disk. */
export const raidLevels = ['none', 'raid-0', 'raid-1', 'raid-10', 'raid-5', 'raid-6'] as const
export type RaidLevel = (typeof raidLevels)[number]
export const raidLevel = z.enum(raidLevels)

/** Kinds of disk; a number is its turns a minute in thousands. */
export const diskKinds = ['fc-15k', 'sas-15k', 'sas-10k', 'sata-7k', 'flash'] as const
export type DiskKind = (typeof diskKinds)[number]
export const diskKind = z.enum(diskKinds)

/** How hosts reach an array. */
export const linkKinds = ['fibre-channel', 'iscsi', 'sas'] as const
export type LinkKind = (typeof linkKinds)[number]
export const linkKind = z.enum(linkKinds)

/**
 * How hosts share a volume: NTFS has one owner at a time, a cluster shared volume a coordinator,
 * and a symmetric cluster file system neither (seeds 000, 002, 003).
 */
export const fileSystems = ['ntfs', 'csv', 'cluster-fs'] as const
export type FileSystem = (typeof fileSystems)[number]
export const fileSystem = z.enum(fileSystems)

/** How the volume manager lays a volume over its LUNs. */
export const volumeLayouts = ['concatenation', 'stripe', 'mirror'] as const
export type VolumeLayout = (typeof volumeLayouts)[number]
export const volumeLayout = z.enum(volumeLayouts)

/**
 * What a first write after a snapshot costs: a copy of the old block, or a new place for the new.
 */
export const snapshotKinds = ['copy-on-write', 'redirect-on-write'] as const
export type SnapshotKind = (typeof snapshotKinds)[number]
export const snapshotKind = z.enum(snapshotKinds)

/** Of one host, shared by all nodes at once, or of one node of a cluster at a time. */
export const volumeKinds = ['local', 'csv', 'cluster-disk'] as const
export type VolumeKind = (typeof volumeKinds)[number]
export const volumeKind = z.enum(volumeKinds)
