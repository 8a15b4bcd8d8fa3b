import type { HostRowView } from '../../../shared/contract/index.ts'

/** Where a host's memory goes, in MiB: what its VMs hold, what is kept back, what is left. */
export interface HostMemory {
  wholeMib: number
  heldMib: number
  reserveMib: number
  freeMib: number
}

type Figures = Pick<HostRowView, 'memoryMib' | 'memoryUsedMib' | 'memoryReserveMib'>

/** A VM is admitted into what is free: the whole less the reserve and what VMs hold (facts 7.3). */
export function memoryOf(host: Figures): HostMemory {
  const freeMib = host.memoryMib - host.memoryReserveMib - host.memoryUsedMib
  return {
    wholeMib: host.memoryMib,
    heldMib: host.memoryUsedMib,
    reserveMib: host.memoryReserveMib,
    freeMib: Math.max(0, freeMib),
  }
}

/** The share of what VMs may have that they hold, from 0 to 1. */
export function heldShare(host: Figures): number {
  return host.memoryUsedMib / Math.max(1, host.memoryMib - host.memoryReserveMib)
}
