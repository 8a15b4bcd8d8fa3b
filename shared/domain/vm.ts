import { z } from 'zod'

/** States of a VM in this version; the texts on screen are SCVMM's (facts 5.1). */
export const vmStates = [
  'running',
  'stopped',
  'saved',
  'paused',
  'starting',
  'stopping',
  'saving',
  'restoring',
  'migrating',
  'merging',
  'creating',
  'transferring',
  'cloning',
  'stored',
  'creation-failed',
  'migration-failed',
  'customization-failed',
  'deleting',
  'host-not-responding',
  'missing',
] as const
export type VmState = (typeof vmStates)[number]
export const vmState = z.enum(vmStates)

/** States in which a process owns the VM: only the job can be watched or cancelled. */
export const busyVmStates: ReadonlySet<VmState> = new Set([
  'starting',
  'stopping',
  'saving',
  'restoring',
  'migrating',
  'merging',
  'creating',
  'transferring',
  'cloning',
  'deleting',
])

/** Power actions, named as the console names them. */
export const powerActions = [
  'start',
  'shutDown',
  'turnOff',
  'pause',
  'resume',
  'saveState',
  'discardSavedState',
  'reset',
] as const
export type PowerAction = (typeof powerActions)[number]

export const startActions = ['never', 'always', 'if-running'] as const
export const stopActions = ['save', 'turn-off', 'shut-down'] as const
export type StartAction = (typeof startActions)[number]
export type StopAction = (typeof stopActions)[number]

export const diskFormats = ['fixed', 'dynamic', 'differencing', 'pass-through'] as const
/** Formats of a disk that needs nothing else. */
export const plainDiskFormats = ['fixed', 'dynamic'] as const
export type PlainDiskFormat = (typeof plainDiskFormats)[number]
export type DiskFormat = (typeof diskFormats)[number]

/** The built-in load profiles of a guest that has no trace. */
export const workloadProfiles = [
  'office-desktop',
  'web-server',
  'database',
  'batch',
  'idle',
] as const
export type WorkloadProfile = (typeof workloadProfiles)[number]
export const workloadProfile = z.enum(workloadProfiles)

/** What NetBIOS bears of a name: 15 characters, letters, digits and hyphens. */
export function netBiosName(name: string): string {
  return name.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 15)
}
