import type { HostVersion, JobId } from '../../../shared/domain/index.ts'
import type { MigrationPath } from '../../networks/index.ts'
import { copyMibPerS, migrationPath } from '../../networks/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import type { HostRow, JobRow, VmRow, World } from '../../world/index.ts'
import { throughputMibPerS } from '../../storage/index.ts'
import { openMigrations, parametersOf } from './slots.ts'

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
/** One core feeds a migration no faster: 607 MB/s on 10 GbE, here in MiB (Finn, physics 2.2). */
const coreLimitMibPerS = 579
/** Part of the storage's rate that a memory image reaches (physics 2.2). */
const imageEfficiency = 0.85

/** Migrations a host takes part in at a time (facts 12.1; two from 2012 on are unsure, 12.3). */
export function migrationsMax(host: Pick<HostRow, 'version'>): number {
  return host.version === '2008-r2' ? 1 : 2
}

/** The network that a migration takes now, and what it gets of it in MiB a second. */
export interface MigrationRoute {
  readonly network: string
  readonly mibPerS: number
}

/**
 * How a VM's memory goes between two hosts now: over the network that its live migration takes, at
 * the rate of the slower end, shared with the migrations under way on either host that take the
 * same one. Undefined where no network links them.
 * @param self its job, where it is under way itself
 */
export function migrationRoute(
  world: World,
  vm: VmRow,
  source: HostRow,
  target: HostRow,
  self?: JobId,
): MigrationRoute | undefined {
  const path = migrationPath(world, vm, [source, target])
  if (!path) return undefined
  const others = [source, target].map(
    host => openMigrations(world, host.id, self).filter(job => takes(world, job, path)).length,
  )
  const sharing = 1 + Math.max(...others)
  const mibPerS = Math.min(coreLimitMibPerS, copyMibPerS(path.link) / sharing)
  return { network: path.network.name, mibPerS }
}

/** Whether another migration goes over the same network; a quick one's memory goes by the disks. */
function takes(world: World, job: JobRow, { network }: MigrationPath): boolean {
  const { kind, sourceId, targetId } = parametersOf(job)
  const vm = world.find('vm', job.targetId)
  const [source, target] = [world.find('host', sourceId), world.find('host', targetId)]
  if (kind !== 'live' || !vm || !source || !target) return false
  return migrationPath(world, vm, [source, target])?.network.name === network.name
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
    writableMib: assignedMibOf(world, vm) * (writableShare.idle + writableShare.loaded * load),
  }
}
