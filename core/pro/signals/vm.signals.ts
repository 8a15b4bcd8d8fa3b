import { mibPerGib } from '../../../shared/domain/index.ts'
import * as load from '../figures/vm-load.ts'
import * as practice from '../figures/vm-practice.ts'
import * as state from '../figures/vm-state.ts'
import { signalsOf } from './declare.ts'

const onHost = ['host'] as const

export const vmSignals = signalsOf('vm', {
  processorPercent: {
    ...{ title: 'Virtual Processor, % Guest Run Time', unit: '%', fill: load.processorPercent },
    description: 'Processor time that the guest gets, in percent of its virtual processors.',
  },
  processorWaitPercent: {
    ...{ title: 'Waits for processors', unit: '%', fill: load.processorWaitPercent },
    description: 'Percent of its virtual processors that it is ready to use and does not get.',
  },
  memoryPressurePercent: {
    ...{
      title: 'Dynamic Memory VM, Average Pressure',
      unit: '%',
      fill: load.memoryPressurePercent,
    },
    description: 'What the guest asks for, in percent of the memory that it has.',
  },
  iops: {
    ...{ title: 'Disk operations', unit: '1/s', fill: load.iops },
    description: 'Disk operations that the VM gets.',
  },
  demandedIops: {
    ...{ title: 'Disk operations asked for', unit: '1/s', fill: load.demandedIops },
    description: 'Disk operations that the guest asks for, whatever its limit is.',
  },
  ioSharePercent: {
    ...{ title: 'Share of its volume', unit: '%', fill: load.ioSharePercent },
    description: 'What the VM asks for of all requests of its volume, within its limit.',
  },
  ioTimesMean: {
    ...{ title: 'Times the mean of its volume', unit: '', fill: load.ioTimesMean },
    description: 'How many times the mean of the others on its volume it asks for.',
  },
  volumeLatencyMs: {
    ...{ title: 'Latency of its volume', unit: 'ms', fill: load.volumeLatencyMs },
    description: 'Mean time of a request of the volume that the load of the VM lies on.',
  },
  isRunning: {
    ...{ title: 'Runs', unit: '0/1', fill: load.isRunning, description: '1 while the VM runs.' },
  },
  isOff: {
    ...{ title: 'Is off', unit: '0/1', description: '1 while it is stopped, saved or stored.' },
    ...{ read: (_, vm) => state.isOff(vm), follows: [] },
  },
  isCritical: {
    ...{ title: 'Health Critical', unit: '0/1' },
    description: '1 while the VM stands still since its disks do not answer or have no room.',
    ...{ read: (_, vm) => state.isCritical(vm), follows: [] },
  },
  wantsRepair: {
    ...{ title: 'Waits for a repair', unit: '0/1' },
    description: '1 where a job of the VM failed and left it half-way.',
    ...{ read: (_, vm) => state.wantsRepair(vm), follows: [] },
  },
  heartbeatLost: {
    ...{ title: 'Heartbeat is lost', unit: '0/1' },
    description: '1 while the host hears nothing of a guest that should answer.',
    ...{ read: state.heartbeatLost, follows: ['fault'] },
  },
  processors: {
    ...{ title: 'Virtual processors', unit: 'count', description: 'Virtual processors.' },
    ...{ read: (_, { cpuCount }) => cpuCount, follows: [] },
  },
  memoryMib: {
    ...{ title: 'Memory', unit: 'MiB', description: 'Memory, or with dynamic memory its startup.' },
    ...{ read: (_, { memoryMib }) => memoryMib, follows: [] },
  },
  checkpoints: {
    ...{ title: 'Checkpoints', unit: 'count', description: 'Checkpoints that are not deleted.' },
    ...{ read: (_, vm) => state.checkpointCount(vm), follows: [] },
  },
  checkpointDepth: {
    ...{ title: 'Depth of checkpoints', unit: 'count' },
    description: 'Differencing disks between the files of the VM and what it writes to.',
    ...{ read: (_, vm) => state.checkpointDepth(vm), follows: [] },
  },
  checkpointGib: {
    ...{ title: 'Room of checkpoints', unit: 'GiB' },
    description: 'What it wrote since its checkpoints were made.',
    ...{ read: (_, vm) => state.checkpointGib(vm), follows: [] },
  },
  checkpointAgeDays: {
    ...{ title: 'Age of the oldest checkpoint', unit: 'days' },
    description: 'Days since the oldest checkpoint was made; 0 without any.',
    ...{ sinceMs: (_, vm) => state.oldestCheckpointMs(vm), follows: [] },
  },
  patchAgeDays: {
    ...{ title: 'Age of its updates', unit: 'days' },
    description: 'Days since the guest was updated.',
    ...{ sinceMs: state.patchedMs, follows: onHost },
  },
  recycledDays: {
    ...{ title: 'Days in the recycle bin', unit: 'days' },
    description: 'Days since the VM was deleted; 0 for one that was not.',
    ...{ sinceMs: (_, { recycled }) => recycled?.atMs, follows: [], ofDeleted: true },
  },
  hasOtherName: {
    ...{ title: 'Other name in the guest', unit: '0/1' },
    description: '1 where the computer name is neither the VM’s nor what NetBIOS leaves of it.',
    ...{ read: (_, vm) => practice.hasOtherName(vm), follows: [] },
  },
  isServer: {
    ...{ title: 'Server', unit: '0/1', description: '1 for the operating system of a server.' },
    ...{ read: (_, vm) => practice.isServer(vm), follows: [] },
  },
  isTest: {
    ...{ title: 'Test', unit: '0/1', description: '1 for a VM tagged test, lab or development.' },
    ...{ read: (_, vm) => practice.isTest(vm), follows: [] },
  },
  isDatabase: {
    ...{ title: 'Database', unit: '0/1', description: '1 for the load of a database.' },
    ...{ read: (_, vm) => practice.isDatabase(vm), follows: [] },
  },
  isOnSlowDisks: {
    ...{ title: 'On slow disks', unit: '0/1', description: '1 on disks of 7,200 turns a minute.' },
    ...{ read: practice.isOnSlowDisks, follows: ['volume', 'lun', 'pool'] },
  },
  isOnLocalDisks: {
    ...{ title: 'On disks of its host', unit: '0/1' },
    description: '1 where files of the VM are on a volume that only its host has.',
    ...{ read: practice.isOnLocalDisks, follows: ['volume'] },
  },
  isOnNode: {
    ...{ title: 'On a node', unit: '0/1', description: '1 where its host is a node of a cluster.' },
    ...{ read: practice.isOnNode, follows: onHost },
  },
  highlyAvailable: {
    ...{ title: 'Highly available', unit: '0/1', description: '1 for a highly available VM.' },
    ...{ read: (_, { highlyAvailable }) => (highlyAvailable ? 1 : 0), follows: [] },
  },
  isGuestClustered: {
    ...{ title: 'Part of a guest cluster', unit: '0/1' },
    description: '1 where the guest is part of a cluster of guests.',
    ...{ read: practice.isGuestClustered, follows: onHost },
  },
  hasHostCluster: {
    ...{ title: 'Failed over by its host', unit: '0/1' },
    description: '1 where the cluster of its host starts it elsewhere.',
    ...{ read: practice.hasHostCluster, follows: onHost },
  },
  dedicatedAdapters: {
    ...{ title: 'Dedicated adapters', unit: 'count' },
    description: 'Adapters of the VM on virtual networks that the host leaves to VMs alone.',
    ...{ read: practice.dedicatedAdapters, follows: onHost },
  },
  outsideAdapters: {
    ...{ title: 'Adapters with a way outside', unit: 'count' },
    description: 'Adapters of the VM on external and dedicated virtual networks.',
    ...{ read: practice.outsideAdapters, follows: onHost },
  },
  emulatedAdapters: {
    ...{ title: 'Emulated adapters', unit: 'count', description: 'Emulated network adapters.' },
    ...{ read: (_, vm) => practice.emulatedAdapters(vm), follows: [] },
  },
  lacksComponents: {
    ...{ title: 'No integration components', unit: '0/1' },
    description: '1 where the guest has no integration components.',
    ...{ read: (_, vm) => practice.lacksComponents(vm), follows: [] },
  },
  hasOldComponents: {
    ...{ title: 'Old integration components', unit: '0/1' },
    description: '1 where those in the guest are not those of its host.',
    ...{ read: practice.hasOldComponents, follows: onHost },
  },
  growingDisks: {
    ...{ title: 'Disks that grow', unit: 'count', description: 'Dynamic and differencing disks.' },
    ...{ read: (_, vm) => practice.growingDisks(vm), follows: [] },
  },
  passedThroughDisks: {
    ...{ title: 'Passed-through disks', unit: 'count', description: 'Disks that are LUNs.' },
    ...{ read: (_, vm) => practice.passedThroughDisks(vm), follows: [] },
  },
  systemDiskGib: {
    ...{ title: 'Size of the first disk', unit: 'GiB', description: 'Size of the first disk.' },
    ...{ read: (_, vm) => practice.systemDiskGib(vm), follows: [] },
  },
  advisedDiskGib: {
    ...{ title: 'Advised size of the first disk', unit: 'GiB' },
    description: 'What seed 003 names for the operating system; 0 where it names nothing.',
    ...{ read: (_, vm) => practice.advisedDiskGib(vm), follows: [] },
  },
  compactableGib: {
    ...{ title: 'Room to compact', unit: 'GiB' },
    description: 'Room that compacting the dynamic disks would give back.',
    ...{ read: (_, vm) => practice.compactableGib(vm), follows: [] },
  },
  hasDynamicGuestDisks: {
    ...{ title: 'Dynamic disks in the guest', unit: '0/1' },
    description: '1 where the guest’s own disks are dynamic ones.',
    ...{ read: practice.hasDynamicGuestDisks, follows: onHost },
  },
  lacksBackup: {
    ...{ title: 'No part in host backups', unit: '0/1' },
    description: '1 where nobody in the guest brings it to rest for a backup of the host.',
    ...{ read: (_, vm) => practice.lacksBackup(vm), follows: [] },
  },
  staysOff: {
    ...{
      title: 'No automatic start',
      unit: '0/1',
      description: '1 where it never starts by itself.',
    },
    ...{ read: (_, vm) => practice.staysOff(vm), follows: [] },
  },
  diskGib: {
    ...{ title: 'Room of its disks', unit: 'GiB', description: 'What its disks take.' },
    ...{ read: (_, { disks }) => disks.reduce((sum, one) => sum + one.usedGib, 0), follows: [] },
  },
  savedGib: {
    ...{ title: 'Saved memory', unit: 'GiB', description: 'Memory on disk while it is saved.' },
    ...{ read: (_, { savedImageMib = 0 }) => savedImageMib / mibPerGib, follows: [] },
  },
})
