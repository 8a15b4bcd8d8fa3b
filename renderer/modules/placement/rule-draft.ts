import type { RuleDraft, RuleView } from '../../../shared/contract/index.ts'
import type {
  ClusterId,
  HostGroupId,
  HostId,
  PlacementRuleKind,
  RuleStrength,
  VmId,
} from '../../../shared/domain/index.ts'

/** A rule while it is written. */
export interface RuleForm {
  name: string
  isEnabled: boolean
  kind: PlacementRuleKind
  strength: RuleStrength
  vmIds: readonly VmId[]
  vmTags: readonly string[]
  hostIds: readonly HostId[]
}

/** The form to begin with. */
export function formOf(rule: RuleView | undefined): RuleForm {
  return {
    name: rule?.name ?? '',
    isEnabled: rule?.isEnabled ?? true,
    kind: rule?.kind ?? 'keep-apart',
    strength: rule?.strength ?? 'must',
    vmIds: rule?.vms.map(one => one.id) ?? [],
    vmTags: rule?.vmTags ?? [],
    hostIds: rule?.hosts.map(one => one.id) ?? [],
  }
}

/** Whether a rule of this kind names hosts. */
export function isAboutHosts(kind: PlacementRuleKind): boolean {
  return kind === 'run-on' || kind === 'not-on'
}

/** What is sent; undefined while something is missing that the form can tell itself. */
export function draftOf(form: RuleForm, scopeId: ClusterId | HostGroupId): RuleDraft | undefined {
  const name = form.name.trim()
  const least = isAboutHosts(form.kind) ? 1 : 2
  const hasVms = form.vmTags.length > 0 || form.vmIds.length >= least
  const hasHosts = !isAboutHosts(form.kind) || form.hostIds.length > 0
  if (name === '' || !hasVms || !hasHosts) return undefined
  return {
    ...{ name, isEnabled: form.isEnabled, scopeId, kind: form.kind, strength: form.strength },
    ...{ vmIds: [...form.vmIds], vmTags: [...form.vmTags] },
    hostIds: isAboutHosts(form.kind) ? [...form.hostIds] : [],
  }
}

/** What an update sends: all of the rule but where it holds. */
export function changesOf(rule: RuleDraft): Omit<RuleDraft, 'scopeId'> {
  const { name, isEnabled, kind, strength, vmIds, vmTags, hostIds } = rule
  return { name, isEnabled, kind, strength, vmIds, vmTags, hostIds }
}
