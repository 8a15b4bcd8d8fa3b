import type { FabricKind } from '../../../shared/domain/index.ts'

/** What a card of the first-run page says of a fabric: keys of the translated texts. */
export interface FabricFacts {
  kind: FabricKind
  /** What the documents state. Empty for a fabric that is wholly ours. */
  stated: readonly string[]
  /** What we filled in, since nobody stated it. */
  ours: readonly string[]
}

/** The fabrics in the order in which the page offers them, smallest step first. */
export const fabricFacts: readonly FabricFacts[] = [
  { kind: 'poc-lab', stated: ['hosts', 'lun', 'vms'], ours: ['disks', 'vhd'] },
  { kind: 'state-agency', stated: ['hosts', 'offices'], ours: ['vms', 'storage'] },
  { kind: 'state-agency-san', stated: ['san', 'clusters'], ours: ['vms'] },
  { kind: 'enterprise', stated: [], ours: ['clusters', 'version'] },
  { kind: 'enterprise-xl', stated: [], ours: ['clusters', 'version'] },
  { kind: 'empty', stated: [], ours: [] },
]
