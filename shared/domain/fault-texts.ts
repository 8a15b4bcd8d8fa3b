import type { FaultKind } from './faults.ts'

/** What a kind of fault is called, and in one sentence what will be seen of it. */
export interface FaultText {
  readonly title: string
  readonly about: string
}

export const faultTexts: Readonly<Record<FaultKind, FaultText>> = {
  'host-crash': {
    title: 'Host crashes',
    about:
      'The host stops at once; its cluster notices by missing heartbeats and starts its highly available VMs elsewhere.',
  },
  'host-hang': {
    title: 'Host hangs',
    about: 'The host no longer answers or works; its cluster takes it for lost until it goes on.',
  },
  'host-slow': {
    title: 'Host is slow',
    about: 'The host loses this part of its processor time, and its VMs share what is left.',
  },
  'host-power-loss': {
    title: 'Host loses power',
    about: 'The host is off until power comes back; then it starts again and joins its cluster.',
  },
  'host-reboot-loop': {
    title: 'Host restarts again and again',
    about: 'The host starts, fails and starts again at this interval, and never stays.',
  },
  'host-memory-leak': {
    title: 'Host loses memory',
    about: 'The parent partition takes this much memory, so fewer VMs can start or move there.',
  },
  'host-agent-silent': {
    title: 'Host agent is silent',
    about: 'The host is shown as not responding and takes no commands, while its VMs go on.',
  },
  'host-removed': {
    title: 'Host is removed while jobs run',
    about:
      'Every job at the host fails in the step that it is in, and the console has no say there until the fault ends; its VMs go on.',
  },
  'stale-inventory': {
    title: 'Inventory is stale',
    about:
      'The look at the host every minute does not come through: VMs whose files are lost are shown as they were, and found ones stay missing.',
  },
  'clock-jump': {
    title: 'Host clock jumps',
    about: 'The clock of the host is ahead by this time, and its cluster says so.',
  },
  'quorum-tie': {
    title: 'Cluster splits in halves',
    about: 'Two halves of the cluster no longer hear each other; the quorum decides which goes on.',
  },
  'witness-loss': {
    title: 'Witness is lost',
    about: 'The vote of the witness is missing, so the cluster survives one failure less.',
  },
  'adapter-down': {
    title: 'Adapter is down',
    about:
      'The adapter carries nothing; its team or another network takes over, or hosts are cut off.',
  },
  'adapter-flap': {
    title: 'Adapter comes and goes',
    about: 'The adapter goes down and comes back at this interval.',
  },
  'vlan-mistake': {
    title: 'Wrong VLAN',
    about: 'VMs on this virtual network of the host reach nobody outside it.',
  },
  'cluster-network-down': {
    title: 'Cluster network is down',
    about: 'Traffic of this cluster network moves to the next one by metric, and back at the end.',
  },
  'heartbeat-loss': {
    title: 'Heartbeats are lost',
    about:
      'This part of the heartbeats on the network is lost; with too many missing, nodes count as down.',
  },
  'asymmetric-partition': {
    title: 'Host is heard by nobody',
    about: 'The host hears its cluster, but is not heard, and is taken for lost.',
  },
  'path-loss': {
    title: 'Storage path is lost',
    about: 'One path from the host to its array is gone; multipath uses the others.',
  },
  'all-paths-down': {
    title: 'All storage paths are down',
    about: 'The host reaches no array; shared volumes go on by another node, over the network.',
  },
  'array-port-down': {
    title: 'Array port is down',
    about: 'The port carries nothing; the array goes on with its other ports.',
  },
  'array-controller-failure': {
    title: 'Array controller fails',
    about: 'One controller with its ports is gone, and the other carries all traffic alone.',
  },
  'cache-battery-failure': {
    title: 'Cache battery fails',
    about: 'The array no longer puts writes together in its cache: each goes to the disks at once.',
  },
  'disk-failure': {
    title: 'Disk fails',
    about: 'The RAID group goes on without these disks, slower, or loses its data where it cannot.',
  },
  'latency-spike': {
    title: 'Latency spike',
    about: 'Every operation on the pool takes this much longer.',
  },
  'thin-pool-exhausted': {
    title: 'Thin pool is exhausted',
    about: 'The pool has no room left, and writes to new blocks of its thin LUNs fail.',
  },
  'lun-unmasked': {
    title: 'LUN is masked',
    about: 'No host sees the LUN, and the volume on it is gone until it is back.',
  },
  'volume-full': {
    title: 'Volume is full',
    about: 'Nothing new fits on the volume: VMs cannot be created, saved or moved there.',
  },
  'volume-owner-change': {
    title: 'Volume changes its owner',
    about: 'Another node becomes the owner or coordinator of the volume.',
  },
  'coordinator-death': {
    title: 'Coordinator dies',
    about: 'The coordinator of the shared volume is gone; another node takes its place.',
  },
  'checkpoint-chain-too-deep': {
    title: 'Checkpoint chain is too deep',
    about:
      'The disks of the VM have a chain of this many checkpoints, and each adds 5 % to what a read costs (our assumption).',
  },
  'guest-crash': {
    title: 'Guest crashes',
    about:
      'The guest stops at a blue screen: no load, no integration services; when the fault ends it restarts by itself.',
  },
  'guest-hang': {
    title: 'Guest hangs',
    about:
      'The guest uses one processor fully and answers nobody; shutting down is not possible, a reset starts it anew.',
  },
  'runaway-guest': {
    title: 'Guest runs away',
    about: 'The guest asks for this many more disk operations a second than its load makes.',
  },
  'guest-services-silent': {
    title: 'Integration services are silent',
    about: 'The guest works, but can neither be shut down nor asked for its heartbeat.',
  },
  'migration-abort': {
    title: 'Migrations are aborted',
    about:
      'Any migration of the VM fails with this part of its memory copied; the guest goes on at the source.',
  },
  'job-worker-death': {
    title: 'Job worker dies',
    about: 'The job fails in the step that it is in, and can be restarted.',
  },
  'permission-revoked': {
    title: 'Role is revoked',
    about: 'The role grants nothing: its members are refused, while their jobs under way go on.',
  },
  'directory-down': {
    title: 'Directory is down',
    about:
      'Nobody can sign in but administrators, who are kept locally; sessions that are open go on.',
  },
  'rule-storm': {
    title: 'Rule storm',
    about:
      'Agents report levels that nothing has reached: each rule that watches holds for this part of its objects.',
  },
  'store-busy': {
    title: 'Store is busy',
    about: 'Commands are refused in every other simulated second, because the store takes none.',
  },
  'store-full': {
    title: 'Store is full',
    about: 'Every command but those of the drill is refused, because nothing can be written down.',
  },
}
