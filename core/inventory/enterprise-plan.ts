import type { HostVersion } from '../../shared/domain/index.ts'
import type { GuestKind } from './guests.ts'
import { guestKinds, guestKinds2012 } from './guests.ts'

/** A site: the sizes of its clusters for production and for test. */
export interface SitePlan {
  readonly region: string
  readonly name: string
  /** Where the names of everything at the site begin. */
  readonly code: string
  readonly production: readonly number[]
  readonly test: readonly number[]
}

export interface EnterprisePlan {
  readonly version: HostVersion
  readonly sites: readonly SitePlan[]
  readonly vmsPerHost: number
  readonly model: string
  readonly logicalProcessors: number
  readonly cores: number
  readonly cpuMhz: number
  readonly memoryMib: number
  readonly parentMib: number
  readonly networkMbps: number
  readonly libraryMibPerS: number
  readonly guests: readonly GuestKind[]
}

function site(
  region: string,
  name: string,
  code: string,
  production: readonly number[],
  test: readonly number[],
): SitePlan {
  return { region, name, code, production, test }
}

/** 25 clusters of 16 nodes: 400 hosts, 20 VMs each. */
export const enterprisePlan: EnterprisePlan = {
  version: '2008-r2',
  sites: [
    site('Americas', 'Sacramento', 'sac', [16, 16, 16], [16]),
    site('Americas', 'Chicago', 'chi', [16, 16, 16], [16]),
    site('Americas', 'São Paulo', 'gru', [16], [16]),
    site('Europe', 'London', 'lon', [16, 16, 16], [16]),
    site('Europe', 'Frankfurt', 'fra', [16, 16], [16]),
    site('Europe', 'Stockholm', 'sto', [16], [16]),
    site('Asia Pacific', 'Singapore', 'sin', [16], [16]),
    site('Asia Pacific', 'Tokyo', 'tok', [16], [16]),
    site('Asia Pacific', 'Sydney', 'syd', [16], [16]),
  ],
  vmsPerHost: 20,
  model: 'Blade, two six-core Xeon',
  ...{ logicalProcessors: 24, cores: 12 },
  cpuMhz: 2660,
  memoryMib: 98304,
  parentMib: 1024,
  networkMbps: 1000,
  libraryMibPerS: 110,
  guests: guestKinds,
}

const xlClusters = [[64, 24], [12]] as const

/** Ten sites of 100 hosts in clusters of 64, 24 and 12 nodes, 25 VMs a host. */
export const enterpriseXlPlan: EnterprisePlan = {
  version: '2012-r2',
  sites: [
    site('Americas', 'Sacramento', 'sac', ...xlClusters),
    site('Americas', 'Chicago', 'chi', ...xlClusters),
    site('Americas', 'New York', 'nyc', ...xlClusters),
    site('Americas', 'São Paulo', 'gru', ...xlClusters),
    site('Europe', 'London', 'lon', ...xlClusters),
    site('Europe', 'Frankfurt', 'fra', ...xlClusters),
    site('Europe', 'Stockholm', 'sto', ...xlClusters),
    site('Asia Pacific', 'Singapore', 'sin', ...xlClusters),
    site('Asia Pacific', 'Tokyo', 'tok', ...xlClusters),
    site('Asia Pacific', 'Sydney', 'syd', ...xlClusters),
  ],
  vmsPerHost: 25,
  model: 'Rack server, two eight-core Xeon',
  ...{ logicalProcessors: 32, cores: 16 },
  cpuMhz: 2600,
  memoryMib: 262144,
  parentMib: 2048,
  networkMbps: 10000,
  libraryMibPerS: 550,
  guests: guestKinds2012,
}
