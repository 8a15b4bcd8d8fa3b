import type { Simulation } from '../engine/simulation.ts'
import { arrayCheck } from './array.check.ts'
import { assignedMemoryCheck } from './assigned-memory.check.ts'
import { auditCheck } from './audit.check.ts'
import { availableCheck } from './available.check.ts'
import { capacityCheck } from './capacity.check.ts'
import { checkpointCheck } from './checkpoint.check.ts'
import { clusterCheck } from './cluster.check.ts'
import { collectorCheck } from './collector.check.ts'
import * as counterSums from './counter-sums.check.ts'
import { clusterNetworkCheck } from './cluster-network.check.ts'
import { curveCheck } from './curve.check.ts'
import { demandCheck } from './demand.check.ts'
import { diskOwnerCheck } from './disk-owner.check.ts'
import { diskSizeCheck } from './disk-size.check.ts'
import { energyCheck } from './energy.check.ts'
import { failoverStartsCheck } from './failover-starts.check.ts'
import { faultEventCheck } from './fault-event.check.ts'
import { faultIndexCheck } from './fault-index.check.ts'
import { faultTargetCheck } from './fault-target.check.ts'
import { faultTimesCheck } from './fault-times.check.ts'
import { finiteCheck } from './finite.check.ts'
import { flowCheck } from './flow.check.ts'
import { groupTreeCheck } from './group-tree.check.ts'
import { historyCheck } from './history.check.ts'
import { hostDownCheck } from './host-down.check.ts'
import { hostIndexCheck } from './host-index.check.ts'
import { hostSumsCheck } from './host-sums.check.ts'
import { idCheck } from './id.check.ts'
import { iopsLimitCheck } from './iops-limit.check.ts'
import { jobCheck } from './job.check.ts'
import { jobHoldCheck } from './job-hold.check.ts'
import { jobIndexCheck } from './job-index.check.ts'
import { jobStepsCheck } from './job-steps.check.ts'
import { jobTimesCheck } from './job-times.check.ts'
import { jobTreeCheck } from './job-tree.check.ts'
import { limitCheck } from './limit.check.ts'
import { lostVmCheck } from './lost-vm.check.ts'
import { macAddressCheck } from './mac-address.check.ts'
import { maintenanceCheck } from './maintenance.check.ts'
import { memoryCheck } from './memory.check.ts'
import { migrationsCheck } from './migrations.check.ts'
import { nameCheck } from './name.check.ts'
import { missingCheck } from './missing.check.ts'
import { networkCheck } from './network.check.ts'
import { ownersCheck } from './owners.check.ts'
import { placementRuleCheck } from './placement-rule.check.ts'
import { pagingCheck } from './paging.check.ts'
import { parentDiskCheck } from './parent-disk.check.ts'
import { passThroughCheck } from './pass-through.check.ts'
import { pendingCheck } from './pending.check.ts'
import { poweredOffCheck } from './powered-off.check.ts'
import { placeCheck } from './place.check.ts'
import { planCheck } from './plan.check.ts'
import { processorsCheck } from './processors.check.ts'
import { promiseCheck } from './promise.check.ts'
import { queueCheck } from './queue.check.ts'
import { quietCheck } from './quiet.check.ts'
import { quorumCheck } from './quorum.check.ts'
import { quotaCheck } from './quota.check.ts'
import { recycledCheck } from './recycled.check.ts'
import { referenceCheck } from './reference.check.ts'
import { revisionCheck } from './revision.check.ts'
import { reserveCheck } from './reserve.check.ts'
import { roleCheck } from './role.check.ts'
import { savedStateCheck } from './saved-state.check.ts'
import { scheduleCheck } from './schedule.check.ts'
import { slotCheck } from './slot.check.ts'
import { snapshotCheck } from './snapshot.check.ts'
import { snapshotRoomCheck } from './snapshot-room.check.ts'
import { stepEventCheck } from './step-event.check.ts'
import {
  poolRoomCheck,
  volumeCapacityCheck,
  lunOwnerCheck,
  volumeReachCheck,
} from './storage.check.ts'
import { storedCheck } from './stored.check.ts'
import { templateCheck } from './template.check.ts'
import { uplinkCheck } from './uplink.check.ts'
import { tipCheck } from './tip.check.ts'
import { proMinuteCheck } from './pro-minute.check.ts'
import { transferCheck } from './transfer.check.ts'
import { vmAdapterCheck } from './vm-adapter.check.ts'
import { vmColumnsCheck } from './vm-columns.check.ts'
import { vmIndexCheck } from './vm-index.check.ts'
import { vmVolumesCheck } from './vm-volumes.check.ts'
import { volumeCheck } from './volume.check.ts'
import { votesCheck } from './votes.check.ts'
import type { Check } from './types.ts'
import { Watch } from './watch.ts'

/** Every invariant of the fabric. */
export const checks: readonly Check[] = [
  arrayCheck,
  assignedMemoryCheck,
  auditCheck,
  availableCheck,
  capacityCheck,
  checkpointCheck,
  clusterCheck,
  clusterNetworkCheck,
  collectorCheck,
  counterSums.counterProcessorsCheck,
  counterSums.counterVolumesCheck,
  counterSums.counterArraysCheck,
  counterSums.counterNetworksCheck,
  curveCheck,
  demandCheck,
  diskOwnerCheck,
  diskSizeCheck,
  energyCheck,
  reserveCheck,
  failoverStartsCheck,
  faultEventCheck,
  faultIndexCheck,
  faultTargetCheck,
  faultTimesCheck,
  finiteCheck,
  flowCheck,
  groupTreeCheck,
  historyCheck,
  hostDownCheck,
  hostIndexCheck,
  hostSumsCheck,
  idCheck,
  iopsLimitCheck,
  jobCheck,
  jobHoldCheck,
  jobIndexCheck,
  jobStepsCheck,
  jobTimesCheck,
  jobTreeCheck,
  limitCheck,
  lostVmCheck,
  macAddressCheck,
  maintenanceCheck,
  memoryCheck,
  migrationsCheck,
  nameCheck,
  missingCheck,
  networkCheck,
  ownersCheck,
  placementRuleCheck,
  pagingCheck,
  parentDiskCheck,
  passThroughCheck,
  pendingCheck,
  placeCheck,
  planCheck,
  poweredOffCheck,
  processorsCheck,
  promiseCheck,
  queueCheck,
  quietCheck,
  quorumCheck,
  votesCheck,
  quotaCheck,
  recycledCheck,
  referenceCheck,
  revisionCheck,
  roleCheck,
  savedStateCheck,
  scheduleCheck,
  slotCheck,
  snapshotCheck,
  snapshotRoomCheck,
  stepEventCheck,
  poolRoomCheck,
  volumeCapacityCheck,
  lunOwnerCheck,
  volumeReachCheck,
  storedCheck,
  templateCheck,
  uplinkCheck,
  tipCheck,
  proMinuteCheck,
  transferCheck,
  vmAdapterCheck,
  vmColumnsCheck,
  vmIndexCheck,
  vmVolumesCheck,
  volumeCheck,
]

/** All invariants of a simulation that is asked again and again, as cheap as what changed. */
export function watchOver(simulation: Simulation): Watch {
  return new Watch(simulation, checks)
}

/** The sentences of what is broken now; none in a healthy fabric. Asks every check afresh. */
export function brokenInvariants(simulation: Simulation): string[] {
  const broken: string[] = []
  for (const check of checks) {
    const found = check.find(simulation)
    if (found !== undefined) broken.push(`${check.name}: ${found}`)
  }
  return broken
}
