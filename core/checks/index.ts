import type { Simulation } from '../engine/simulation.ts'
import { clusterCheck } from './cluster.check.ts'
import { diskOwnerCheck } from './disk-owner.check.ts'
import { failoverStartsCheck } from './failover-starts.check.ts'
import { hostDownCheck } from './host-down.check.ts'
import { jobCheck } from './job.check.ts'
import { lostVmCheck } from './lost-vm.check.ts'
import { maintenanceCheck } from './maintenance.check.ts'
import { clusterNetworkCheck } from './cluster-network.check.ts'
import { macAddressCheck } from './mac-address.check.ts'
import { memoryCheck } from './memory.check.ts'
import { networkCheck } from './network.check.ts'
import { placeCheck } from './place.check.ts'
import { processorsCheck } from './processors.check.ts'
import { quorumCheck } from './quorum.check.ts'
import { quotaCheck } from './quota.check.ts'
import {
  lunOwnerCheck,
  poolRoomCheck,
  volumeCapacityCheck,
  volumeReachCheck,
} from './storage.check.ts'
import type { Check } from './types.ts'
import { vmAdapterCheck } from './vm-adapter.check.ts'
import { volumeCheck } from './volume.check.ts'

/** Every invariant of the fabric. */
export const checks: readonly Check[] = [
  placeCheck,
  memoryCheck,
  volumeCheck,
  quotaCheck,
  jobCheck,
  poolRoomCheck,
  volumeCapacityCheck,
  lunOwnerCheck,
  volumeReachCheck,
  hostDownCheck,
  lostVmCheck,
  clusterCheck,
  quorumCheck,
  diskOwnerCheck,
  failoverStartsCheck,
  maintenanceCheck,
  processorsCheck,
  networkCheck,
  clusterNetworkCheck,
  macAddressCheck,
  vmAdapterCheck,
]

/** The sentences of what is broken now; none in a healthy fabric. */
export function brokenInvariants(simulation: Simulation): string[] {
  return checks.flatMap(check => {
    const found = check.find(simulation)
    return found === undefined ? [] : [`${check.name}: ${found}`]
  })
}
