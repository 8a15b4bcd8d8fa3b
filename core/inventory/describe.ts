import type { FabricKind } from '../../shared/domain/index.ts'

/** What a fabric takes from the document that it follows, and what it leaves to us. */
export interface FabricDescription {
  readonly source: string
  readonly given: readonly string[]
  readonly ours: readonly string[]
}

const poc = {
  source: 'A storage proof of concept for Hyper-V of March 2010',
  given: [
    'Six blades with two quad-core Xeon processors and 32 GB of memory each',
    'One LUN on five 15k Fibre Channel disks behind 4 Gb Fibre Channel, shared by all blades',
    'Windows Server 2008 R2 with failover clustering',
    '260 VMs with 500 MB of memory each, virtual desktops',
  ],
  ours: [
    'RAID 5 of five disks of 300 GB: 1,117 GiB on one cluster shared volume',
    '893 random operations a second: five disks of 5.6 ms each; 400 MB (381 MiB) a second over the link',
    'Dynamic disks: 200 desktops of Windows XP SP3 with 10 GB (2.0 to 2.8 GB used), 60 of Windows 7 with 20 GB (5.0 to 6.0 GB used)',
    'Names, the host group, networks of 1 Gbps, processors of 2.5 GHz, 512 MB for the parent partition',
    'Three cluster networks of 1 Gbps, as a blog of October 2009 recommends: public (a team of two adapters for fault tolerance), heartbeat, live migration; the virtual networks lie over the public team in VLANs of their own',
    'The VMs are spread evenly by count, 43 or 44 a blade, and all of them run',
    'The library and its templates',
  ],
} satisfies FabricDescription

const agency = {
  source: 'The use case of a state government’s Hyper-V best practices, about 2010',
  given: [
    'Four hosts in three offices in northern and southern California',
    'No SAN yet: every host stands alone with its own disks',
    'SCVMM, SCOM and a self-service portal among the servers',
  ],
  ours: [
    'The offices: two hosts at Sacramento headquarters, one in Long Beach, one in the Huntington Beach field office',
    'The 24 servers, their sizes and their load; one old test server is stopped',
    'Hosts with eight logical processors and 32, 32, 24 and 16 GB; 1,100 GiB of local disk, 560 random operations a second, 180 MiB a second each',
    'Two adapters of 1 Gbps in each host: one for the host itself, one dedicated to its VMs',
    'The libraries in Sacramento and Long Beach and their templates',
  ],
} satisfies FabricDescription

const agencySan = {
  source: 'The next steps of the same use case',
  given: ['An iSCSI SAN and a pair of servers as a cluster'],
  ours: [
    'The two hosts of headquarters become the cluster’s nodes, with 48 GB each, so that one can carry both',
    'Two cluster shared volumes of 1,600 GiB, 1,120 random operations and 210 MiB a second each, over two paths of 1 Gbps',
    'A public network (two adapters as a team), a private one for heartbeats, and one for iSCSI that the cluster leaves alone, of 1 Gbps each',
    'The two other offices stay as they are',
  ],
} satisfies FabricDescription

/** Whose each fact of a fabric is; `docs/fabrics.md` says the same. */
export const fabricDescriptions: Readonly<Record<FabricKind, FabricDescription>> = {
  'poc-lab': poc,
  'state-agency': agency,
  'state-agency-san': agencySan,
  enterprise: {
    source: 'The customary limit of SCVMM 2008 R2: 400 hosts and 8,000 VMs',
    given: ['400 hosts and 8,000 VMs in clusters of 16 nodes, host version 2008 R2'],
    ours: [
      '25 clusters at nine sites in three regions, each site with a host group for production and one for test',
      'Hosts with 24 logical processors, 96 GB and 1 Gbps; four volumes of 4,096 GiB and 4,320 random operations a second in each cluster',
      'Three cluster networks: public (a team of two adapters), heartbeat, live migration; the virtual networks in VLANs of their own',
      'Eight kinds of guest; about 6.5 % of the VMs are stopped and 1.5 % saved',
      'The libraries: one at the root, one in each region',
    ],
  },
  'enterprise-xl': {
    source: 'The customary limit of SCVMM 2012 SP1 and later: 1,000 hosts and 25,000 VMs',
    given: ['1,000 hosts and 25,000 VMs in clusters of up to 64 nodes, host version 2012 R2'],
    ours: [
      'Ten sites of 100 hosts: clusters of 64 and 24 nodes for production and of 12 for test',
      'Hosts with 32 logical processors, 256 GB and 10 Gbps; a volume of 4,096 GiB and 4,320 random operations a second for every four nodes',
      'The same three cluster networks, of 10 Gbps but for the heartbeat’s 1 Gbps',
      'The guests of the enterprise with newer systems and twice the memory',
    ],
  },
  empty: {
    source: 'Nothing',
    given: [],
    ours: ['The root of all host groups and one library share, MSSCVMMLibrary on library-01'],
  },
}
