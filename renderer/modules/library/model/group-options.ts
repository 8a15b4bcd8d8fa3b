import type { TreeNodeView } from '../../../../shared/contract/index.ts'
import type { HostGroupId } from '../../../../shared/domain/index.ts'

/** A host group as a line of a list to choose from. */
export interface GroupOption {
  value: HostGroupId
  label: string
  disabled: boolean
}

/** The host groups of the tree, parents first, indented by their depth. */
export function groupOptions(nodes: readonly TreeNodeView[]): GroupOption[] {
  const depths = new Map<string, number>()
  const options: GroupOption[] = []
  for (const node of nodes) {
    if (node.kind !== 'hostgroup') continue
    const above = node.parentId === undefined ? undefined : depths.get(node.parentId)
    const depth = above === undefined ? 0 : above + 1
    depths.set(node.id, depth)
    // No-break spaces: a list of the system swallows others at the start of a line.
    const label = '\u00a0'.repeat(depth * 3) + node.name
    options.push({ value: node.id as HostGroupId, label, disabled: !node.inScope })
  }
  return options
}
