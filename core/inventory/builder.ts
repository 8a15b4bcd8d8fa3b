import type {
  ArrayId,
  ClusterId,
  DiskFormat,
  DynamicMemory,
  HostGroupId,
  HostId,
  HostVersion,
  PoolId,
  ShareId,
  VolumeId,
  WorkloadProfile,
} from '../../shared/domain/index.ts'
import {
  defaultReserves,
  fabricEpochMs,
  hostLimits,
  mibPerGib,
  msPerDay,
  numberOfId,
  tenth,
  vmOverheadMib,
} from '../../shared/domain/index.ts'
import { assert } from '../engine/assert.ts'
import type { Workload } from '../workload/index.ts'
import { arrayUnder } from '../storage/index.ts'
import type { ArrayRow, HostRow, PoolRow, VmRow, VolumeRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { hostReserveMib } from '../memory/index.ts'
import { syncHostColumns, syncVmColumns } from './columns.ts'
import type { NetworkSpec, VirtualNetworkSpec } from './networking.ts'
import { clusterNetworksFor, hostNetworking } from './networking.ts'

/** What is asked for a host; reserves are the defaults of facts 1.4. */
export interface HostSpec {
  readonly name: string
  readonly hostGroupId: HostGroupId
  readonly clusterId?: ClusterId
  readonly version: HostVersion
  readonly model: string
  readonly logicalProcessors: number
  /** Absent where each logical processor is a core of its own. */
  readonly cores?: number
  readonly cpuMhz: number
  readonly memoryMib: number
  readonly parentMib: number
  readonly servicePack?: number
  readonly networkMbps: number
  readonly networks: readonly VirtualNetworkSpec[]
  readonly volumeIds: readonly VolumeId[]
  readonly notes?: string
}

/** A volume to be put on one LUN of a pool. */
export type VolumeSpec = Pick<VolumeRow, 'name' | 'kind' | 'fileSystem' | 'capacityGib'> & {
  readonly poolId: PoolId
}

export interface VmSpec {
  readonly name: string
  readonly hostId: HostId
  readonly volumeId: VolumeId
  readonly state: 'running' | 'stopped' | 'saved'
  readonly cpuCount: number
  readonly memoryMib: number
  readonly dynamicMemory?: DynamicMemory
  readonly operatingSystem: string
  readonly diskGib: number
  readonly usedGib: number
  readonly format?: DiskFormat
  readonly workload: WorkloadProfile
  readonly network: string
  readonly highlyAvailable: boolean
  readonly description: string
  readonly tags: readonly string[]
  readonly customProperties?: Readonly<Record<string, string>>
  readonly quotaPoints: number
  /** Days before the fabric starts at which it was created and started. */
  readonly ageDays: number
  readonly upDays: number
}

/**
 * Fills a world through its one door and keeps the rules of admission while it does: what would
 * not fit is a defect of the fabric's description.
 */
export class FabricBuilder {
  private readonly usedGib = new Map<VolumeId, number>()
  private readonly networkSpecs = new Map<ClusterId, readonly NetworkSpec[]>()

  constructor(
    readonly world: World,
    readonly workload: Workload,
  ) {}

  hostGroup(name: string, parentId?: HostGroupId): HostGroupId {
    const id = this.world.nextId('hostgroup')
    this.world.apply(put('hostgroup', { id, name, parentId }))
    return id
  }

  /** A cluster with the networks that its nodes will be on, in the order of enumeration. */
  cluster(
    name: string,
    hostGroupId: HostGroupId,
    version: HostVersion,
    specs: readonly NetworkSpec[],
  ): ClusterId {
    const id = this.world.nextId('cluster')
    const networks = clusterNetworksFor(numberOfId(id), specs)
    const row = { id, name, hostGroupId, version, reserveNodes: 1, networks }
    this.world.apply(put('cluster', row))
    this.networkSpecs.set(id, specs)
    return id
  }

  array(spec: Omit<ArrayRow, 'id'>): ArrayId {
    const id = this.world.nextId('array')
    this.world.apply(put('array', { ...spec, id }))
    return id
  }

  pool(spec: Omit<PoolRow, 'id' | 'slot'>): PoolId {
    const id = this.world.nextId('pool')
    this.world.apply(put('pool', { ...spec, id, slot: this.world.pools.take() }))
    return id
  }

  /** A volume on one LUN of its size. */
  volume({ poolId, ...spec }: VolumeSpec): VolumeId {
    const lunId = this.world.nextId('lun')
    const lun = { name: `LUN ${numberOfId(lunId)}`, sizeGib: spec.capacityGib, isThin: false }
    this.world.apply(put('lun', { id: lunId, poolId, ...lun }))
    const id = this.world.nextId('volume')
    const row = { ...spec, id, slot: this.world.volumes.take(), usedGib: 0 }
    this.world.apply(put('volume', { ...row, layout: 'concatenation', lunIds: [lunId] }))
    this.usedGib.set(id, 0)
    return id
  }

  host(spec: HostSpec): HostId {
    const id = this.world.nextId('host')
    const row: HostRow = {
      notes: '',
      ...spec,
      ...this.networkingOf(spec, id),
      id,
      slot: this.world.hosts.take(),
      ...defaultReserves,
      availableForPlacement: true,
    }
    this.world.apply(put('host', row))
    syncHostColumns(this.world, row)
    this.own(row)
    return row.id
  }

  private networkingOf({ clusterId, networkMbps, networks }: HostSpec, id: HostId) {
    const cluster = this.world.find('cluster', clusterId)
    const nodes = cluster ? this.world.index.hostsByCluster.of(cluster.id).size : 0
    return hostNetworking({
      ...{ hostNumber: numberOfId(id), node: nodes + 1, networkMbps, virtualNetworks: networks },
      clusterNetworks: cluster?.networks,
      specs: this.networkSpecs.get(clusterId ?? 'cluster-0'),
    })
  }

  /** Whether the host has memory and a place left for one more running VM. */
  admits(hostId: HostId, memoryMib: number): boolean {
    const host = this.world.get('host', hostId)
    const { heldMib, runningVms } = this.world.hosts.data
    if (runningVms[host.slot]! >= hostLimits[host.version].runningVmsPerHost) return false
    const needed = memoryMib + vmOverheadMib(memoryMib) + hostReserveMib(this.world, host)
    return heldMib[host.slot]! + needed <= host.memoryMib
  }

  vm(spec: VmSpec): VmRow {
    assert(spec.state !== 'running' || this.admits(spec.hostId, spec.memoryMib), spec.name)
    const row = vmRowOf(this.world, spec)
    this.takeSpace(spec.volumeId, spec.usedGib + (row.savedImageMib ?? 0) / mibPerGib)
    this.world.apply(put('vm', row))
    syncVmColumns(this.world, this.workload, row)
    return row
  }

  share(name: string, server: string, hostGroupId: HostGroupId, throughput: number): ShareId {
    const id = this.world.nextId('share')
    const row = { id, name, server, hostGroupId, throughputMibPerS: throughput }
    this.world.apply(put('share', row))
    return id
  }

  /** Writes what the VMs' disks take into the volumes, once all VMs are there. */
  finish(): void {
    for (const [id, used] of this.usedGib) {
      if (used === 0) continue
      const usedGib = tenth(used)
      this.world.apply(put('volume', { ...this.world.get('volume', id), usedGib }))
    }
  }

  /** The first host that reaches a volume owns it; its own disks are its own. */
  private own(host: HostRow): void {
    for (const volumeId of host.volumeIds) {
      const volume = this.world.get('volume', volumeId)
      const array = arrayUnder(this.world, volume)
      if (volume.ownerHostId !== undefined || !array) continue
      this.world.apply(put('volume', { ...volume, ownerHostId: host.id }))
      if (volume.kind === 'local') {
        this.world.apply(put('array', { ...array, hostId: host.id, name: `${host.name} disks` }))
      }
    }
  }

  private takeSpace(volumeId: VolumeId, gib: number): void {
    const used = (this.usedGib.get(volumeId) ?? 0) + gib
    assert(used <= this.world.get('volume', volumeId).capacityGib, `${volumeId} has room`)
    this.usedGib.set(volumeId, used)
  }
}

function vmRowOf(world: World, spec: VmSpec): VmRow {
  const id = world.nextId('vm')
  const volume = world.get('volume', spec.volumeId)
  return {
    id,
    slot: world.vms.take(),
    name: spec.name,
    state: spec.state,
    hostId: spec.hostId,
    cpuCount: spec.cpuCount,
    memoryMib: spec.memoryMib,
    ...(spec.dynamicMemory ? { dynamicMemory: spec.dynamicMemory } : {}),
    cpuWeight: 100,
    cpuReservePercent: 0,
    cpuLimitPercent: 100,
    highlyAvailable: spec.highlyAvailable,
    operatingSystem: spec.operatingSystem,
    computerName: spec.name,
    guestServices: true,
    disks: [
      {
        name: `${spec.name}.vhd`,
        format: spec.format ?? 'dynamic',
        sizeGib: spec.diskGib,
        usedGib: spec.usedGib,
        volumeId: spec.volumeId,
        path: vmDiskPath(volume, spec.name),
      },
    ],
    networkAdapters: [
      { network: spec.network, kind: 'synthetic', macAddress: macAddressOf(numberOfId(id)) },
    ],
    description: spec.description,
    notes: '',
    tags: spec.tags,
    customProperties: spec.customProperties ?? {},
    quotaPoints: spec.quotaPoints,
    startAction: 'if-running',
    stopAction: 'save',
    startDelayS: 0,
    workload: spec.workload,
    createdMs: fabricEpochMs - spec.ageDays * msPerDay,
    ...(spec.state === 'saved' ? { savedImageMib: spec.memoryMib } : {}),
    startedMs: spec.state === 'running' ? fabricEpochMs - spec.upDays * msPerDay : undefined,
  }
}

/** Where a VM's disk lies on a volume: below its mount point, in a folder of the VM's name. */
export function vmDiskPath(volume: Pick<VolumeRow, 'name' | 'kind'>, vmName: string): string {
  const root =
    volume.kind !== 'local'
      ? `C:\\ClusterStorage\\${volume.name}`
      : `${volume.name}\\Virtual Machines`
  return `${root}\\${vmName}\\${vmName}.vhd`
}

/** An address from the range that Hyper-V gives out, by the VM's number and the adapter's. */
export function macAddressOf(vmNumber: number, adapter = 0): string {
  const number = vmNumber * 12 + adapter
  const parts = [(number >>> 16) & 255, (number >>> 8) & 255, number & 255]
  const hex = parts.map(part => part.toString(16).toUpperCase().padStart(2, '0'))
  return `00-15-5D-${hex.join('-')}`
}
