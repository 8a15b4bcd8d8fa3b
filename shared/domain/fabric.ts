import { z } from 'zod'

/** The fabrics that a first run offers. */
export const fabricKinds = [
  'poc-lab',
  'state-agency',
  'state-agency-san',
  'enterprise',
  'enterprise-xl',
  'empty',
] as const
export type FabricKind = (typeof fabricKinds)[number]
export const fabricKind = z.enum(fabricKinds)

/** Host operating system generations that differ in limits (facts 7.1). */
export const hostVersions = ['2008-r2', '2012-r2'] as const
export type HostVersion = (typeof hostVersions)[number]

/** The most that a host, one of its VMs or a cluster of such hosts may have. */
export interface HostLimits {
  /** Logical processors and memory that it uses; absent where no figure was found. */
  readonly logicalProcessors?: number
  readonly memoryMib?: number
  readonly vcpusPerVm: number
  readonly memoryMibPerVm: number
  readonly runningVmsPerHost: number
  readonly clusterNodes: number
  readonly vmsPerCluster: number
  /** Virtual processors for each logical one; absent where nothing limits them. */
  readonly processorRatio?: number
  /** Virtual processors on one host; absent where no figure was found. */
  readonly virtualProcessors?: number
}

/** Limits of a host version (facts 7.1): the most a host, a VM or a cluster may have. */
export const hostLimits: Record<HostVersion, HostLimits> = {
  '2008-r2': {
    ...{ vcpusPerVm: 4, memoryMibPerVm: 65536, runningVmsPerHost: 384, processorRatio: 8 },
    ...{ clusterNodes: 16, vmsPerCluster: 1000 },
    // Generally said of it, not verified; so are those of the next version.
    ...{ logicalProcessors: 64, memoryMib: 1048576, virtualProcessors: 512 },
  },
  '2012-r2': {
    ...{ vcpusPerVm: 64, memoryMibPerVm: 1048576, runningVmsPerHost: 1024 },
    ...{ clusterNodes: 64, vmsPerCluster: 8000 },
    ...{ logicalProcessors: 320, memoryMib: 4194304, virtualProcessors: 2048 },
  },
}

/** A fabric as the first-run page offers it. */
export interface FabricOffer {
  readonly kind: FabricKind
  readonly hosts: number
  readonly vms: number
  readonly title: string
  readonly description: string
}

export const fabricCatalogue: readonly FabricOffer[] = [
  {
    kind: 'poc-lab',
    hosts: 6,
    vms: 260,
    title: 'Proof-of-concept lab',
    description:
      'Six blades of 2 x 4 cores and 32 GB in one cluster, one shared volume on five disks, 260 desktops of 500 MB.',
  },
  {
    kind: 'state-agency',
    hosts: 4,
    vms: 24,
    title: 'State agency',
    description: 'Four stand-alone hosts in three offices, 24 servers on local disks.',
  },
  {
    kind: 'state-agency-san',
    hosts: 4,
    vms: 24,
    title: 'State agency with SAN',
    description:
      'The same agency after its planned step: an iSCSI SAN and a two-node cluster at headquarters.',
  },
  {
    kind: 'enterprise',
    hosts: 400,
    vms: 8000,
    title: 'Enterprise',
    description: '25 clusters of 16 nodes at nine sites, hosts of Windows Server 2008 R2.',
  },
  {
    kind: 'enterprise-xl',
    hosts: 1000,
    vms: 25000,
    title: 'Enterprise XL',
    description: '30 clusters of up to 64 nodes at ten sites, hosts of Windows Server 2012 R2.',
  },
  {
    kind: 'empty',
    hosts: 0,
    vms: 0,
    title: 'Empty',
    description: 'The root of all host groups and one library share.',
  },
]

/** What a kind of fabric is called. */
export function fabricTitle(kind: FabricKind): string {
  return fabricCatalogue.find(offer => offer.kind === kind)?.title ?? kind
}
