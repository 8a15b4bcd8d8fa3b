import type { HostVersion } from './fabric.ts'

/** Checkpoints that a VM may have (facts 7.1). */
export const checkpointsMax = 50

/** Disks that a VM's controllers take: two IDE channels of two, four SCSI of 64 (facts 7.1). */
export const diskLimits = { ide: 4, scsi: 256 } as const

/** The largest virtual disk by host version: VHD 2,040 GB, VHDX 64 TB (facts 7.1). */
export const diskGibMax: Readonly<Record<HostVersion, number>> = {
  '2008-r2': 2040,
  '2012-r2': 65536,
}
