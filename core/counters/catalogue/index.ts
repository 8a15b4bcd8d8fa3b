import type { CounterSet } from '../types.ts'
import * as cluster from './cluster.ts'
import * as disks from './disks.ts'
import * as management from './management.ts'
import * as memory from './memory.ts'
import { migrationSet } from './migration.ts'
import * as networks from './networks.ts'
import * as processors from './processors.ts'
import * as qos from './qos.ts'
import { waitSet } from './waits.ts'

/** Every set, in the order of the facts. */
export const sets: readonly CounterSet[] = [
  processors.hypervisorSet,
  processors.logicalProcessorSet,
  processors.virtualProcessorSet,
  processors.rootProcessorSet,
  memory.partitionSet,
  memory.rootPartitionSet,
  memory.healthSet,
  memory.balancerSet,
  memory.dynamicMemorySet,
  memory.vidSet,
  qos.numaProcessorSet,
  qos.numaMemorySet,
  disks.storageDeviceSet,
  disks.ideControllerSet,
  networks.guestAdapterSet,
  networks.legacyAdapterSet,
  networks.switchSet,
  migrationSet,
  cluster.oldCsvSet,
  cluster.csvSet,
  cluster.csvCacheSet,
  cluster.csvManagerSet,
  cluster.heartbeatSet,
  cluster.resourceControlSet,
  disks.logicalDiskSet,
  disks.physicalDiskSet,
  networks.interfaceSet,
  memory.memorySet,
  processors.parentProcessorSet,
  qos.qosSet,
  waitSet,
  management.volumeSet,
  management.arraySet,
  management.jobSet,
  management.placementSet,
  management.powerSet,
]
