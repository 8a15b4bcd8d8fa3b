import type { TreeNodeView } from '../../../../shared/contract/index.ts'
import type { HostGroupId } from '../../../../shared/domain/index.ts'
import type { Named } from './role-draft.ts'

/** `through` is chosen by a group above it, `some` holds a chosen group below it. */
export type ScopeState = 'on' | 'off' | 'some' | 'through'

/** One host group of the picker, in the order of the tree. */
export interface ScopeRow {
  id: HostGroupId
  name: string
  /** 0 for the root. */
  depth: number
  hosts: number
  vms: number
  /** False for a group that only leads to one in the caller’s own scope. */
  isGrantable: boolean
  state: ScopeState
  /** The chosen group above it. */
  throughName?: string
}

interface GroupNode extends TreeNodeView {
  id: HostGroupId
}

/** The host groups of the tree as lines, parents first, each with whether the scope holds it. */
export function scopeRows(
  nodes: readonly TreeNodeView[],
  chosen: readonly Named<HostGroupId>[],
): ScopeRow[] {
  const groups = nodes.filter((node): node is GroupNode => node.kind === 'hostgroup')
  const known = new Set<string>(groups.map(group => group.id))
  const roots = groups.filter(group => !group.parentId || !known.has(group.parentId))
  const chosenIds = new Set<string>(chosen.map(one => one.id))
  return roots.flatMap(root => linesOf(root, groups, chosenIds, 0, undefined))
}

function linesOf(
  group: GroupNode,
  groups: readonly GroupNode[],
  chosen: ReadonlySet<string>,
  depth: number,
  throughName: string | undefined,
): ScopeRow[] {
  const isChosen = chosen.has(group.id)
  const passedOn = throughName ?? (isChosen ? group.name : undefined)
  const below = groups
    .filter(one => one.parentId === group.id)
    .flatMap(child => linesOf(child, groups, chosen, depth + 1, passedOn))
  const row: ScopeRow = {
    id: group.id,
    name: group.name,
    depth,
    hosts: group.hosts,
    vms: group.vms,
    isGrantable: group.inScope,
    state: stateOf(isChosen, throughName, below),
    throughName,
  }
  return [row, ...below]
}

function stateOf(
  isChosen: boolean,
  throughName: string | undefined,
  below: readonly ScopeRow[],
): ScopeState {
  if (throughName !== undefined) return 'through'
  if (isChosen) return 'on'
  return below.some(row => row.state === 'on' || row.state === 'some') ? 'some' : 'off'
}

/**
 * The chosen groups after a click. A group that is chosen takes in all below it, so those need not
 * be named any more; one that is chosen through another, or that one may not grant, does not
 * change.
 */
export function toggleScope(
  rows: readonly ScopeRow[],
  chosen: readonly Named<HostGroupId>[],
  id: HostGroupId,
): readonly Named<HostGroupId>[] {
  const at = rows.findIndex(row => row.id === id)
  const row = rows[at]
  if (!row || !row.isGrantable || row.state === 'through') return chosen
  if (row.state === 'on') return chosen.filter(one => one.id !== id)
  const below = new Set<string>(idsBelow(rows, at))
  return [...chosen.filter(one => !below.has(one.id)), { id, name: row.name }]
}

function idsBelow(rows: readonly ScopeRow[], at: number): string[] {
  const depth = rows[at]?.depth ?? 0
  const rest = rows.slice(at + 1)
  const end = rest.findIndex(row => row.depth <= depth)
  return rest.slice(0, end < 0 ? undefined : end).map(row => row.id)
}
