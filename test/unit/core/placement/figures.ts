import type {
  HostFigures,
  PlacementRequest,
  RatingOptions,
} from '../../../../core/placement/index.ts'

export const balancing: RatingOptions = {
  goal: 'load-balancing',
  weights: { cpu: 5, memory: 8, disk: 2, network: 2 },
}
export const packing: RatingOptions = { ...balancing, goal: 'resource-maximization' }

/** acct-017 of the visual target: 2 CPU, 2,048 MB with 40 MB overhead, 20 %, 24 IOPS, 8 Mbps. */
export const request: PlacementRequest = {
  cpuCount: 2,
  memoryMib: 2048,
  diskGib: 40,
  highlyAvailable: true,
  networks: ['Accounting'],
  load: { cpuPercent: 20, diskIops: 24, networkMbps: 8 },
}

/** hv-04 of the visual target. */
export const hv04: HostFigures = {
  hostId: 'host-4',
  slot: 3,
  hostName: 'hv-04',
  hostGroupName: 'Sacramento',
  clusterId: 'cluster-1',
  clusterName: 'poc-cluster',
  version: '2008-r2',
  logicalProcessors: 8,
  processors: 8,
  cpuPercent: 39,
  cpuReservePercent: 10,
  memoryMib: 32768,
  memoryUsedMib: 21812,
  memoryReserveMib: 256,
  parentMib: 256,
  iops: 470,
  iopsMax: 1000,
  networkUsedMbps: 70,
  networkMbps: 1000,
  networkReservePercent: 10,
  diskReserveMib: 100,
  runningVms: 41,
  availableForPlacement: true,
  networks: ['Management', 'Accounting'],
  volumes: [{ id: 'volume-1', name: 'Volume1', kind: 'csv', freeGib: 300 }],
}

/** hv-06 of the visual target: 24 % and 40 % after placement, 4.05 points ahead. */
export const hv06: HostFigures = {
  ...hv04,
  hostId: 'host-6',
  slot: 5,
  hostName: 'hv-06',
  cpuPercent: 19,
  memoryUsedMib: 11161,
  iops: 346,
  networkUsedMbps: 37,
  runningVms: 21,
}

/** hv-01 of the visual target: 53 % and 81 % after placement. */
export const hv01: HostFigures = {
  ...hv04,
  hostId: 'host-1',
  slot: 0,
  hostName: 'hv-01',
  cpuPercent: 48,
  memoryUsedMib: 24246,
}
