import type { HostVersion, JobId } from '../../../shared/domain/index.ts'
import type { HostRow, VmRow, World } from '../../world/index.ts'
import { throughputMibPerS } from '../../storage/index.ts'
import { openMigrations } from './slots.ts'

/**
 * Work of the cluster service around a migration, whatever the memory: building the VM's container,
 * comparing devices, moving the resource, announcing the address. Fitted to one value for a host
 * version: 4.0 s for 2008 R2 joins the laboratory's 9 s and 7 s (physics 2.2), 2.9 s for the 2012
 * generation follows from the one, ten and twenty VMs that Finn measured.
 */
export const clusterWorkMs: Readonly<Record<HostVersion, number>> = {
  '2008-r2': 4000,
  '2012-r2': 2900,
}

/** Restoring the processor state and the storage handle at the target (physics 2.1, 2.2). */
export const resumeMs = 300
/** A pass over memory after which the guest is stopped, whatever is left (facts 12.1, unsure). */
export const roundsMax = 10
/** Blackout that the rounds aim at; connections survive it (physics 2.1). */
export const blackoutLimitMs = 300
/** Part of a network's rate that migrations reach: 119.5 of 125 MB/s at 1 Gbps (Finn). */
const networkEfficiency = 0.956
/** One core feeds a migration no faster: 607 MB/s on 10 GbE, here in MiB (Finn, physics 2.2). */
const coreLimitMibPerS = 579
/** Part of the storage's rate that a memory image reaches (physics 2.2). */
const imageEfficiency = 0.85
const mibPerSOfMbps = 1e6 / 8 / 1024 / 1024

/** Migrations a host takes part in at a time (facts 12.1; two from 2012 on are unsure, 12.3). */
export function migrationsMax(host: Pick<HostRow, 'version'>): number {
  return host.version === '2008-r2' ? 1 : 2
}

/**
 * What one migration gets of the network between two hosts, in MiB a second: the slower adapter,
 * shared with the other migrations under way on either host.
 * @param self its job, where it is under way itself
 */
export function migrationRate(
  world: World,
  source: HostRow,
  target: HostRow,
  self?: JobId,
): number {
  const mbps = Math.min(source.networkMbps, target.networkMbps)
  const others = [source, target].map(host => openMigrations(world, host.id, self))
  const sharing = 1 + Math.max(...others)
  return Math.min(coreLimitMibPerS, (mbps * mibPerSOfMbps * networkEfficiency) / sharing)
}

/** What a memory image gets of the VM's volume, in MiB a second. */
export function imageRate(world: World, vm: VmRow): number {
  const volume = world.find('volume', vm.disks[0]?.volumeId)
  return (volume ? throughputMibPerS(world, volume) : 100) * imageEfficiency
}

/** Pages that a guest dirties at full load of one virtual processor, in MiB a second (ours). */
const dirtyMibPerSPerCpu = 60
/** The working set that is written: a part that is always, and one that grows with load (ours). */
const writableShare = { idle: 0.02, loaded: 0.2 }

/** How a guest writes to its memory at its present load. */
export function dirtying(world: World, vm: VmRow): { dirtyMibPerS: number; writableMib: number } {
  const load = world.vms.data.grantedPercent[vm.slot]! / 100
  return {
    dirtyMibPerS: dirtyMibPerSPerCpu * vm.cpuCount * load,
    writableMib: vm.memoryMib * (writableShare.idle + writableShare.loaded * load),
  }
}
