import type { TableName, World } from '../world/index.ts'

type IndexName = Exclude<keyof World['index'], 'note' | 'groupsBelow' | 'groupsAbove'>

/** The table from whose rows each look-up follows. */
export const tableOfIndex: Readonly<Record<IndexName, TableName>> = {
  vmsByHost: 'vm',
  vmsChangedAt: 'vm',
  vmsByOwner: 'vm',
  vmsByRole: 'vm',
  vmsByName: 'vm',
  vmsByTag: 'vm',
  vmsBySet: 'vm',
  rulesByVm: 'placementrule',
  rulesByTag: 'placementrule',
  vmsWithCheckpoints: 'vm',
  vmsOnParents: 'vm',
  missingVms: 'vm',
  hostsByGroup: 'host',
  hostsByCluster: 'host',
  clustersByGroup: 'cluster',
  groupsByParent: 'hostgroup',
  jobsByParent: 'job',
  jobsByTarget: 'job',
  arrivals: 'job',
  departures: 'job',
  limitedVms: 'vm',
  snapshotsByVolume: 'snapshot',
  activeFaults: 'fault',
  finishedRoots: 'job',
  openJobs: 'job',
  hostBySlot: 'host',
  vmBySlot: 'vm',
  volumeBySlot: 'volume',
}
