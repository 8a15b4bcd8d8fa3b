import type { WorkloadProfile } from '../../shared/domain/index.ts'

/** A kind of guest that an enterprise has many of; sizes are one of a list, each as likely. */
export interface GuestKind {
  /** The middle of its VMs' names. */
  readonly code: string
  readonly operatingSystem: string
  readonly cpuCounts: readonly number[]
  readonly memoryMib: readonly number[]
  readonly diskGib: number
  /** What its disk holds, in GiB. */
  readonly usedGib: readonly [least: number, most: number]
  readonly workload: WorkloadProfile
  readonly description: string
  readonly quotaPoints: number
  /** How many of a hundred VMs are of this kind, in production and in test. */
  readonly share: readonly [production: number, test: number]
}

const server2008r2 = 'Windows Server 2008 R2'
const server2012r2 = 'Windows Server 2012 R2'

/** Guests of the enterprise of 2010, on hosts of 2008 R2. */
export const guestKinds: readonly GuestKind[] = [
  {
    code: 'web',
    operatingSystem: server2008r2,
    cpuCounts: [2],
    memoryMib: [2048, 4096],
    diskGib: 40,
    usedGib: [12, 22],
    workload: 'web-server',
    description: 'Web server',
    quotaPoints: 4,
    share: [22, 14],
  },
  {
    code: 'app',
    operatingSystem: server2008r2,
    cpuCounts: [2, 4],
    memoryMib: [4096],
    diskGib: 60,
    usedGib: [18, 30],
    workload: 'web-server',
    description: 'Application server',
    quotaPoints: 4,
    share: [12, 16],
  },
  {
    code: 'sql',
    operatingSystem: server2008r2,
    cpuCounts: [4],
    memoryMib: [4096, 8192],
    diskGib: 120,
    usedGib: [40, 80],
    workload: 'database',
    description: 'Database server',
    quotaPoints: 8,
    share: [10, 10],
  },
  {
    code: 'fil',
    operatingSystem: 'Windows Server 2003 R2',
    cpuCounts: [1],
    memoryMib: [2048],
    diskGib: 200,
    usedGib: [60, 140],
    workload: 'idle',
    description: 'File server',
    quotaPoints: 2,
    share: [6, 2],
  },
  {
    code: 'dc',
    operatingSystem: 'Windows Server 2008',
    cpuCounts: [1],
    memoryMib: [2048],
    diskGib: 40,
    usedGib: [12, 16],
    workload: 'idle',
    description: 'Domain controller',
    quotaPoints: 2,
    share: [2, 4],
  },
  {
    code: 'bat',
    operatingSystem: 'SUSE Linux Enterprise Server 11',
    cpuCounts: [2],
    memoryMib: [2048, 4096],
    diskGib: 30,
    usedGib: [8, 16],
    workload: 'batch',
    description: 'Batch worker',
    quotaPoints: 3,
    share: [10, 24],
  },
  {
    code: 'vdi',
    operatingSystem: 'Windows 7',
    cpuCounts: [1],
    memoryMib: [1024, 2048],
    diskGib: 40,
    usedGib: [12, 20],
    workload: 'office-desktop',
    description: 'Virtual desktop',
    quotaPoints: 1,
    share: [30, 12],
  },
  {
    code: 'mon',
    operatingSystem: 'Red Hat Enterprise Linux 5',
    cpuCounts: [1],
    memoryMib: [1024],
    diskGib: 20,
    usedGib: [5, 9],
    workload: 'idle',
    description: 'Monitoring agent',
    quotaPoints: 1,
    share: [8, 18],
  },
]

const newer: Readonly<Record<string, string>> = {
  [server2008r2]: server2012r2,
  'Windows Server 2003 R2': server2008r2,
  'Windows Server 2008': server2012r2,
  'SUSE Linux Enterprise Server 11': 'SUSE Linux Enterprise Server 12',
  'Red Hat Enterprise Linux 5': 'Red Hat Enterprise Linux 7',
}

/** The same guests a generation later: newer systems and twice the memory. */
export const guestKinds2012: readonly GuestKind[] = guestKinds.map(kind => ({
  ...kind,
  operatingSystem: newer[kind.operatingSystem] ?? kind.operatingSystem,
  memoryMib: kind.memoryMib.map(memory => memory * 2),
}))
