import type {
  ClusterId,
  CustomPropertyId,
  HostGroupId,
  HostId,
  HostProcessor,
  PlacementConfiguration,
  PlacementRuleId,
  PlacementRuleKind,
  PropertyKind,
  PropertyValues,
  RuleStrength,
  VmId,
} from '../../shared/domain/index.ts'

/**
 * Keeps VMs together, apart, on hosts or off them. VMs and hosts that are gone or that have left
 * its scope do not count any more.
 */
export interface PlacementRuleRow {
  readonly id: PlacementRuleId
  readonly name: string
  readonly description: string
  readonly isEnabled: boolean
  /** It holds on the hosts of a cluster, or of a host group and all groups below. */
  readonly scopeId: ClusterId | HostGroupId
  readonly kind: PlacementRuleKind
  readonly strength: RuleStrength
  readonly vmIds: readonly VmId[]
  /** VMs with any of these tags belong to it too, also those that are made later. */
  readonly vmTags: readonly string[]
  /** For `run-on` and `not-on`. */
  readonly hostIds: readonly HostId[]
}

/** A name under which objects of some kinds have a value. */
export interface CustomPropertyRow {
  readonly id: CustomPropertyId
  readonly name: string
  readonly description: string
  readonly kinds: readonly PropertyKind[]
}

/** Fields that older fabrics lack. */
export interface WithProperties {
  readonly customProperties?: PropertyValues
}

/** What a host group asks of its hosts beyond the rating; absent for what holds above it. */
export interface GroupPlacement extends WithProperties {
  readonly placementConfiguration?: PlacementConfiguration
}

/** What a guest may rely on in a host's hardware; fields that older fabrics lack. */
export interface HostHardware {
  /** Read through `processorOf`. */
  readonly processor?: HostProcessor
  /** A graphics processor that VMs can share by RemoteFX. */
  readonly hasGpu?: boolean
}

export interface VmSets {
  /** Its 3D video adapter is one of RemoteFX, which needs a graphics processor in the host. */
  readonly usesRemoteFx?: boolean
  /** The guest sees only what processors of several generations have in common. */
  readonly processorCompatibility?: boolean
  /** VMs that share the name of a set are kept on different hosts where possible (facts 1.7). */
  readonly availabilitySets?: readonly string[]
}
