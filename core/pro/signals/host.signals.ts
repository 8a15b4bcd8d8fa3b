import { cpuPercentOf, statusOf, conditionOf } from '../../hosts/index.ts'
import { freeMib } from '../../memory/index.ts'
import * as network from '../figures/host-network.ts'
import * as sizing from '../figures/host-sizing.ts'
import * as licence from '../figures/licence.ts'
import * as storage from '../figures/host-storage.ts'
import { signalsOf } from './declare.ts'

/** What a network adapter or a property says stays until a row of the host or its VMs changes. */
const ofNetworks = { follows: ['cluster'] } as const

export const hostSignals = signalsOf('host', {
  totalRunTimePercent: {
    ...{ title: 'Logical Processor, % Total Run Time', unit: '%' },
    description: 'Guests, root partition and hypervisor together, of the whole host.',
    read: cpuPercentOf,
  },
  runningVms: {
    ...{ title: 'Running VMs', unit: 'count', description: 'VMs of the host that run.' },
    read: (world, { slot }) => world.hosts.data.runningVms[slot]!,
  },
  runningVmsPercent: {
    ...{ title: 'Running VMs of the most', unit: '%' },
    description: 'Running VMs in percent of what the version of the host runs at most.',
    read: sizing.runningVmsPercent,
  },
  memoryAvailableMib: {
    ...{ title: 'Available memory', unit: 'MiB' },
    description: 'Memory that VMs can still get, above the reserve of the host.',
    read: freeMib,
  },
  memoryAvailablePercent: {
    ...{ title: 'Available memory', unit: '%' },
    description: 'The same in percent of the memory of the host.',
    read: sizing.memoryAvailablePercent,
  },
  memoryPressurePercent: {
    ...{ title: 'Dynamic Memory Balancer, Average Pressure', unit: '%' },
    description: 'Mean of what VMs with dynamic memory ask for of what they have; 0 without any.',
    read: sizing.memoryPressurePercent,
  },
  networkPercent: {
    ...{ title: 'Network use', unit: '%' },
    description: 'What the guests of the host send and receive, in percent of its link.',
    read: (world, { slot, networkMbps }) =>
      (world.hosts.data.networkMbps[slot]! * 100) / Math.max(1, networkMbps),
  },
  fullUplinks: {
    ...{ title: 'Full uplinks', unit: 'count' },
    description: 'Adapters and teams whose guests ask for more than they carry.',
    read: (world, { slot }) => world.hosts.data.fullUplinks[slot]!,
  },
  iops: {
    ...{ title: 'Disk operations', unit: '1/s', description: 'Disk operations of its guests.' },
    read: (world, { slot }) => world.hosts.data.iops[slot]!,
  },
  notResponding: {
    ...{ title: 'Does not respond', unit: '0/1' },
    description: '1 while the host or its agent does not answer the console.',
    read: (world, host) => (statusOf(world, host) === 'not-responding' ? 1 : 0),
  },
  isDown: {
    ...{ title: 'Is down', unit: '0/1', description: '1 while the host is off or hangs.' },
    read: (_, host) => (['down', 'hung'].includes(conditionOf(host)) ? 1 : 0),
  },
  isLostNode: {
    ...{ title: 'Is out of its cluster', unit: '0/1' },
    description: '1 for a node that is not up, or that the other nodes do not hear.',
    read: (_, host) =>
      host.clusterId && (conditionOf(host) !== 'up' || host.isEvicted === true) ? 1 : 0,
  },
  inMaintenance: {
    ...{ title: 'In maintenance mode', unit: '0/1', description: '1 in maintenance mode.' },
    read: (_, { maintenance }) => (maintenance ? 1 : 0),
  },
  lostPaths: {
    ...{ title: 'Lost paths', unit: 'count' },
    description: 'Ways of the host to the arrays of its volumes that do not work.',
    read: storage.lostPaths,
    follows: ['array', 'pool', 'lun', 'volume', 'fault'],
  },
  redirectedIops: {
    ...{ title: 'Redirected operations', unit: '1/s' },
    description: 'Disk operations that go through the coordinator of a shared volume.',
    read: storage.redirectedIops,
  },
  processorRatio: {
    ...{ title: 'Virtual for each logical processor', unit: '' },
    description: 'Virtual processors of the VMs that hold memory, for each logical processor.',
    read: sizing.processorRatio,
  },
  coresPerSocket: {
    ...{ title: 'Cores for each socket', unit: 'count' },
    description: 'Cores of the host for each socket that its model names; 2 where it names none.',
    read: (_, host) => sizing.coresOf(host) / licence.socketsOf(host),
    follows: [],
  },
  memoryPerCoreGib: {
    ...{ title: 'Memory for each core', unit: 'GiB' },
    description: 'Memory of the host for each of its cores.',
    read: (_, host) => sizing.memoryPerCoreGib(host),
    follows: [],
  },
  parentMemoryMib: {
    ...{ title: 'Memory of the parent partition', unit: 'MiB' },
    description: 'What VMs and a leak leave of the memory of the host.',
    read: sizing.parentMemoryMib,
  },
  headRoomPercent: {
    ...{ title: 'Assigned memory with head-room', unit: '%' },
    description: 'A quarter more than the memory of its VMs, in percent of the host’s.',
    read: sizing.headRoomPercent,
  },
  adapters: {
    ...{ title: 'Network adapters', unit: 'count', description: 'Physical network adapters.' },
    ...{ read: network.adapterCount, ...ofNetworks },
  },
  sharesManagement: {
    ...{ title: 'Shares its own adapter', unit: '0/1' },
    description: '1 where each adapter on which the host answers also carries a network of VMs.',
    ...{ read: network.sharesManagement, follows: ['cluster', 'vm'] },
  },
  bindingOrderFaults: {
    ...{ title: 'Adapters out of order', unit: 'count' },
    description: 'Adapters that come after one that should follow them.',
    ...{ read: network.bindingOrderFaults, ...ofNetworks },
  },
  unteamedNetworks: {
    ...{ title: 'Virtual networks on one adapter', unit: 'count' },
    description: 'Virtual networks that no team carries.',
    ...{ read: network.unteamedNetworks, ...ofNetworks },
  },
  withoutOffload: {
    ...{ title: 'Adapters without TCP chimney', unit: 'count' },
    description: 'Adapters that leave TCP to the processors of the host.',
    ...{ read: network.withoutOffload, ...ofNetworks },
  },
  withoutQueue: {
    ...{ title: 'Adapters without VM queues', unit: 'count' },
    description: 'Adapters under virtual networks that have no queue for each VM.',
    ...{ read: network.withoutQueue, ...ofNetworks },
  },
  storageWithoutJumbo: {
    ...{ title: 'Storage adapters without jumbo frames', unit: 'count' },
    description: 'Adapters on a network that the cluster leaves to storage, without jumbo frames.',
    ...{ read: network.storageWithoutJumbo, ...ofNetworks },
  },
  windowsVms: {
    ...{ title: 'VMs with Windows', unit: 'count', description: 'VMs of the host with Windows.' },
    ...{ read: licence.windowsVms, follows: ['vm'] },
  },
  sockets: {
    ...{ title: 'Sockets', unit: 'count' },
    description: 'Sockets that the model of the host names; 2 where it names none.',
    ...{ read: (_, host) => licence.socketsOf(host), follows: [] },
  },
  enterpriseLicences: {
    ...{ title: 'Enterprise licences', unit: 'count' },
    description: 'Licences of Enterprise that its VMs with Windows would need, four for each.',
    read: (world, host) => Math.ceil(licence.windowsVms(world, host) / 4),
    follows: ['vm'],
  },
  licensedGuests: {
    ...{ title: 'VMs that its edition covers', unit: 'count' },
    description:
      'By the properties "Windows edition" (Standard 1, Enterprise 4, Datacenter 1,000,000) and "Windows licences"; -1 without.',
    ...{ read: (_, host) => licence.licensedGuests(host), follows: [] },
  },
})
