interface CollectorTemplate {
  readonly name: string
  readonly title: string
  /** What its log answers. */
  readonly answers: string
  readonly paths: readonly string[]
  readonly intervalS: number
  readonly durationS: number
}

/** Where right-sizing finds the load of a VM's processors, memory, disks and network. */
export const rightSizingPaths = {
  cpu: '\\Hyper-V Hypervisor Virtual Processor(*)\\% Guest Run Time',
  pressure: '\\Hyper-V Dynamic Memory VM(*)\\Average Pressure',
  reads: '\\Hyper-V Virtual Storage Device(*)\\Read Operations/sec',
  writes: '\\Hyper-V Virtual Storage Device(*)\\Write Operations/sec',
  network: '\\Hyper-V Virtual Network Adapter(*)\\Bytes/sec',
} as const

/** Sets to begin with: the counters of facts 8.1 whose thresholds are in facts 8.2. */
export const collectorTemplates: readonly CollectorTemplate[] = [
  {
    ...{ name: 'host-health', title: 'Hyper-V host health', intervalS: 15, durationS: 3600 },
    answers:
      'Is a host overloaded: its logical processors (not the classic Processor set, which shows ' +
      'the share of the parent only), its memory, the health of its VMs and its heartbeats?',
    paths: [
      '\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time',
      '\\Hyper-V Hypervisor Logical Processor(_Total)\\Context Switches/sec',
      '\\Hyper-V Hypervisor Root Virtual Processor(_Total)\\% Total Run Time',
      '\\Hyper-V Hypervisor\\Virtual Processors',
      '\\Hyper-V Virtual Machine Health Summary\\Health Critical',
      '\\Hyper-V Dynamic Memory Balancer(*)\\Average Pressure',
      '\\Hyper-V Dynamic Memory Balancer(*)\\Available Memory',
      '\\Memory\\Available MBytes',
      '\\Network Interface(*)\\Bytes Total/sec',
      '\\Cluster NetFt Heartbeats(*)\\Missing heartbeats',
    ],
  },
  {
    ...{ name: 'storage-bottleneck', title: 'Storage bottleneck', intervalS: 5, durationS: 1800 },
    answers:
      'Which volume or array is slow, and which VMs ask it for how much: latency, queue and how ' +
      'much of what is asked is served.',
    paths: [
      '\\LogicalDisk(*)\\Avg. Disk sec/Read',
      '\\LogicalDisk(*)\\Avg. Disk sec/Write',
      '\\LogicalDisk(*)\\Avg. Disk Queue Length',
      '\\Hostward Volume(*)\\*',
      '\\Hostward Storage Array(*)\\*',
      '\\Hostward Storage QoS(*)\\*',
      rightSizingPaths.reads,
      rightSizingPaths.writes,
    ],
  },
  {
    ...{ name: 'migration', title: 'Migration', intervalS: 1, durationS: 1800 },
    answers:
      'What live migrations cost: their bytes, the links that carry them, and what the hosts on ' +
      'both ends have left. Choose the compact format, so that migrations that begin later count.',
    paths: [
      '\\Hyper-V VM Live Migration(*)\\*',
      '\\Network Interface(*)\\Bytes Total/sec',
      '\\Network Interface(*)\\Output Queue Length',
      '\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time',
      '\\Memory\\Available MBytes',
    ],
  },
  {
    ...{ name: 'right-sizing', title: 'Right-sizing', intervalS: 60, durationS: 86_400 },
    answers:
      'Which VMs have too little, too much or nothing to do. Its log is what the right-sizing ' +
      'report reads; a day shows a working day, a week the weekend too.',
    paths: Object.values(rightSizingPaths),
  },
]
