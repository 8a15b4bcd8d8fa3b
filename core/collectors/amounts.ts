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
