import type {
  DiskFormat,
  DiskId,
  DynamicMemory,
  HostGroupId,
  HostId,
  PropertyValues,
  RoleId,
  StartAction,
  StopAction,
  TemplateId,
  UserId,
  VmId,
  VolumeId,
  WorkloadProfile,
} from '../../../shared/domain/index.ts'
import type { VmNetworkAdapter } from '../../world/index.ts'

/** All that a provisioning job needs, as plain data that the journal and the job's row keep. */
export interface ProvisionParameters {
  readonly name: string
  readonly description: string
  readonly cpuCount: number
  readonly memoryMib: number
  readonly dynamicMemory?: DynamicMemory
  readonly cpuWeight: number
  readonly cpuReservePercent: number
  readonly cpuLimitPercent: number
  readonly highlyAvailable: boolean
  readonly networks: readonly Pick<VmNetworkAdapter, 'network' | 'kind' | 'vlan'>[]
  readonly operatingSystem: string
  readonly computerName: string
  readonly disk: {
    readonly sizeGib: number
    readonly usedGib: number
    readonly format: DiskFormat
  }
  /** Where the disk is copied from; absent for a blank one. */
  readonly copyFrom?: { readonly shareName: string; readonly throughputMibPerS: number }
  /** The library disk whose copy a differencing disk stands on, and what that copy takes. */
  readonly parent?: { readonly diskId: DiskId; readonly takenGib: number }
  /** Whether the guest is customised before it is handed over (a sysprepped image). */
  readonly customise: boolean
  readonly destination:
    /** The best host in any of these groups, chosen when the job begins. */
    | { readonly kind: 'hostgroups'; readonly hostGroupIds: readonly HostGroupId[] }
    | {
        readonly kind: 'host'
        readonly hostId: HostId
        readonly volumeId?: VolumeId
        readonly overrideZeroRating: boolean
      }
  readonly path?: string
  readonly startAction: StartAction
  readonly stopAction: StopAction
  readonly startDelayS: number
  readonly startAfterCreation: boolean
  readonly ownerId?: UserId
  readonly roleId?: RoleId
  readonly creatorId?: UserId
  readonly templateId?: TemplateId
  readonly quotaPoints: number
  readonly workload: WorkloadProfile
  readonly tags: readonly string[]
  readonly availabilitySets?: readonly string[]
  readonly customProperties?: PropertyValues
  /** The VM, once the first step has made it. */
  readonly vmId?: VmId
}
