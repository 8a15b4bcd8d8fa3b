import { powerCurves } from '../physics/index.ts'

/** A model of host in the experiment: two processors, and what it draws at 0, 10 … 100 % load. */
export interface HostModel {
  readonly name: string
  readonly processorMips: number
  readonly processors: number
  readonly ramMb: number
  readonly networkKbps: number
  readonly watts: readonly number[]
}

/** A size of VM in the experiment: one processor each. */
export interface VmSize {
  readonly mips: number
  readonly ramMb: number
}

const common = { processors: 2, ramMb: 4096, networkKbps: 1000000 }

/** Hosts of even and of odd index (physics 3.1). */
export const hostModels: readonly HostModel[] = [
  { ...common, name: 'ML110 G4', processorMips: 1860, watts: powerCurves.ml110G4.watts },
  { ...common, name: 'ML110 G5', processorMips: 2660, watts: powerCurves.ml110G5.watts },
]

/** The first quarter of the VMs has the first size, and so on (physics 3.1). */
export const vmSizes: readonly VmSize[] = [
  { mips: 2500, ramMb: 870 },
  { mips: 2000, ramMb: 1740 },
  { mips: 1000, ramMb: 1740 },
  { mips: 500, ramMb: 613 },
]

export const hostCount = 800
export const vmNetworkKbps = 100000
/** Time between two readings, and between two rounds of a policy. */
export const stepS = 300
/** When the VMs are submitted; the rounds follow at 300.1 s, 600.1 s and so on. */
export const submittedS = 0.1
/** Readings of a day. */
export const readingsPerDay = 288
/** What a VM's source gives it while it migrates, and what its target holds for it meanwhile. */
export const migratingShare = { source: 0.9, target: 0.1 } as const

/**
 * Seconds that a migration takes: the VM's memory over half of the network of a host, whose other
 * half belongs to the VMs (1 Gbit/s as 125 MB/s, so 62.5 MB/s).
 */
export function migrationS(ramMb: number, networkKbps: number): number {
  return ramMb / (networkKbps / (2 * 8000))
}
