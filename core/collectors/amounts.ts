import { parsePath } from '../../shared/perfmon/index.ts'
import { bytesPerMbit, bytesPerRequest } from '../counters/sums.ts'
import type { TraceAmounts } from '../world/index.ts'

const disks = /disk|storage device|cluster shared volumes|csv file system|hostward volume/i
const networks = /network|virtual switch/i

/**
 * What a counter counts of a VM's disk or network, where it does: a series of such a counter is an
 * amount, and the VM that it is given to is to ask for this amount. `value` is in the unit of the
 * counter. Bytes of a disk come as requests of 8 KiB (ours). Undefined for any other counter, such
 * as a percentage or a queue, which says only how busy a VM is.
 */
export function amountsOf(column: string, value: number): TraceAmounts | undefined {
  const path = parsePath(column)
  if ('problem' in path) return undefined
  const { object, counter } = path
  const isRate = counter.toLowerCase().endsWith('/sec')
  if (!isRate || counter.includes('%')) return undefined
  const isBytes = /bytes/i.test(counter)
  if (networks.test(object)) return isBytes ? { networkMbps: value / bytesPerMbit } : undefined
  if (!disks.test(object)) return undefined
  if (!isBytes && !/read|write|transfers|operations/i.test(counter)) return undefined
  const iops = isBytes ? value / bytesPerRequest : value
  const [reads, writes] = [/read/i.test(counter), /write/i.test(counter)]
  return { iops, ...(reads === writes ? {} : { writeShare: writes ? 1 : 0 }) }
}

/**
 * What half of a host with eight processors can carry for one VM (ours): beyond that its parent
 * partition would be busy with what the guests ask for and never get.
 */
const most = { iops: 100_000, networkMbps: 10_000 } as const

/** Why no VM can ask for so much; undefined where one can. */
export function excessOf({ iops = 0, networkMbps = 0 }: TraceAmounts): string | undefined {
  if (iops > most.iops) {
    return `its full load is ${Math.round(iops)} operations a second, and a VM asks for at most ${most.iops}.`
  }
  if (networkMbps > most.networkMbps) {
    return `its full load is ${Math.round(networkMbps)} Mbit/s, and a VM sends at most ${most.networkMbps}.`
  }
  return undefined
}
