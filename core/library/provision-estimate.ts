import { mibPerGib } from '../../shared/domain/index.ts'
import { bootProfile } from '../processes/guests.ts'
import type { DiskRow, ShareRow } from '../world/index.ts'

/** What a volume gives to a copy and to a boot. */
export interface VolumeSpeed {
  readonly throughputMibPerS: number
  /** Time of one request of a boot on idle disks. */
  readonly bootRequestMs: number
}

/** Choosing a place and writing the configuration, as the provisioning job takes for it. */
const configurationS = 2
/** The first start of a sysprepped guest in normal ones, as the provisioning job has it. */
const customisationBoots = 1.5

/**
 * Seconds until a VM from this disk is ready, on storage that nobody else uses: the copy at the
 * slower of the share's and the volume's throughput, the customisation of a sysprepped guest, and
 * its boot, each as long as its processor work and its disk requests.
 */
export function provisionEstimateS(
  disk: Pick<DiskRow, 'usedGib' | 'operatingSystem' | 'sysprepped'>,
  share: Pick<ShareRow, 'throughputMibPerS'>,
  volume: VolumeSpeed,
): number {
  const rate = Math.min(share.throughputMibPerS, volume.throughputMibPerS)
  const copyS = rate > 0 ? (disk.usedGib * mibPerGib) / rate : 0
  const boots = 1 + (disk.sysprepped ? customisationBoots : 0)
  return Math.ceil(
    configurationS + copyS + boots * bootS(disk.operatingSystem, volume.bootRequestMs),
  )
}

function bootS(operatingSystem: string, requestMs: number): number {
  const { operations, processorS } = bootProfile(operatingSystem)
  return processorS + (operations * requestMs) / 1000
}
