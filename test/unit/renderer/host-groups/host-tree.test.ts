import { describe, expect, it } from 'vitest'
import type { TreeNodeView } from '../../../../shared/contract/index.ts'
import {
  canMoveInto,
  withClusterMates,
  groupOfNode,
  hostTree,
  openAtFirst,
  pathOfNode,
  withBelow,
} from '../../../../renderer/modules/host-groups/host-tree.ts'
import { treeMenuItems } from '../../../../renderer/modules/host-groups/tree-menu-items.ts'

function node(
  id: string,
  parentId: string | undefined,
  more: Partial<TreeNodeView> = {},
): TreeNodeView {
  const kind = id.split('-')[0] as TreeNodeView['kind']
  return { id, kind, name: id, parentId, vms: 0, hosts: 0, inScope: true, ...more }
}

const nodes = [
  node('hostgroup-1', undefined, { name: 'All Hosts', hosts: 2, vms: 9 }),
  node('hostgroup-2', 'hostgroup-1', { name: 'Sacramento', hosts: 2 }),
  node('cluster-1', 'hostgroup-2', { hosts: 2 }),
  node('host-1', 'cluster-1', { cpuPercent: 40 }),
  node('host-2', 'cluster-1', { cpuPercent: 92 }),
  node('hostgroup-3', 'hostgroup-1', { name: 'Lab' }),
  node('hostgroup-4', 'hostgroup-3', { name: 'Bench' }),
]
const byId = new Map(nodes.map(one => [one.id, one]))
const at = (id: string) => byId.get(id)!

describe('host tree', () => {
  it('tree: nodes listed parents first: each below its parent, with load on hosts alone', () => {
    const [root] = hostTree(nodes, { loadLabel: percent => `CPU ${percent} %` })
    expect(root?.children?.map(one => one.label)).toEqual(['Sacramento', 'Lab'])
    const hosts = root?.children?.[0]?.children?.[0]?.children
    expect(hosts?.map(one => [one.meter?.label, one.tone])).toEqual([
      ['CPU 40 %', undefined],
      ['CPU 92 %', 'crit'],
    ])
  })

  it('tree: only some kinds: the others are left out with what is below them', () => {
    const [root] = hostTree(nodes, { kinds: ['hostgroup'] })
    expect(root?.children?.map(one => one.children?.length)).toEqual([0, 1])
  })

  it('tree: a cut scope whose parents are hidden: what is left stands at the top', () => {
    expect(hostTree([node('hostgroup-7', 'hostgroup-1')]).map(one => one.id)).toEqual([
      'hostgroup-7',
    ])
  })

  it('tree: a large fabric opens its groups only, a small one everything', () => {
    const many = Array.from({ length: 50 }, (_, index) => node(`host-${index + 9}`, 'cluster-1'))
    expect(openAtFirst(nodes).has('cluster-1')).toBe(true)
    expect(openAtFirst([...nodes, ...many]).has('cluster-1')).toBe(false)
    expect(openAtFirst([...nodes, ...many]).has('hostgroup-4')).toBe(true)
  })

  it('tree: the group of a host, its path, and what lies below', () => {
    expect(groupOfNode(byId, 'host-2')?.id).toBe('hostgroup-2')
    expect(pathOfNode(byId, 'hostgroup-4')).toEqual(['All Hosts', 'Lab', 'Bench'])
    expect([...withBelow(nodes, 'hostgroup-2')]).toEqual([
      'hostgroup-2',
      'cluster-1',
      'host-1',
      'host-2',
    ])
  })

  it('move: never into itself, below itself, where it is, out of the root or into a host', () => {
    const may = (moved: string, target: string) => canMoveInto(nodes, at(moved), at(target))
    expect(may('hostgroup-3', 'hostgroup-2')).toBe(true)
    expect(may('hostgroup-3', 'hostgroup-3')).toBe(false)
    expect(may('hostgroup-3', 'hostgroup-4')).toBe(false)
    expect(may('hostgroup-3', 'hostgroup-1')).toBe(false)
    expect(may('hostgroup-1', 'hostgroup-3')).toBe(false)
    expect(may('host-1', 'host-2')).toBe(false)
    expect(canMoveInto(nodes, at('hostgroup-3'), { ...at('hostgroup-2'), inScope: false })).toBe(
      false,
    )
  })

  it('move: the hosts of a cluster go together, a host alone by itself', () => {
    const alone = node('host-9', 'hostgroup-3')
    expect(withClusterMates([...nodes, alone], ['host-2'])).toEqual(['host-2', 'host-1'])
    expect(withClusterMates([...nodes, alone], ['host-9'])).toEqual(['host-9'])
  })

  it('menu: a group with hosts: delete stands there and says why not', () => {
    const rights = { edit: true, move: true, moveHosts: false, clusters: false, optimize: false }
    const items = treeMenuItems(at('hostgroup-2'), rights, key => key)
    expect(items.map(item => [item.key, item.disabled, item.detail])).toEqual([
      ['create', false, undefined],
      ['rename', false, undefined],
      ['remove', true, 'hosts.group.holds'],
      ['move', false, undefined],
      ['properties', undefined, undefined],
    ])
  })

  it('menu: without rights there is none; a host needs the right to move hosts', () => {
    const rights = { edit: false, move: true, moveHosts: false, clusters: false, optimize: false }
    expect(treeMenuItems(at('host-1'), rights, key => key)).toEqual([])
    expect(
      treeMenuItems(at('host-1'), { ...rights, moveHosts: true }, key => key).map(one => one.key),
    ).toEqual(['move'])
  })

  it('menu: a cluster: its properties, where the workspace has them', () => {
    const rights = { edit: true, move: true, moveHosts: false, clusters: false, optimize: false }
    const cluster = { ...at('hostgroup-2'), kind: 'cluster' as const }
    expect(treeMenuItems(cluster, rights, key => key)).toEqual([])
    const [item] = treeMenuItems(cluster, { ...rights, clusters: true }, key => key)
    expect(item?.key).toBe('cluster')
  })

  it('menu: the root and a group outside the scope: nothing moves, and it says why', () => {
    const rights = { edit: true, move: true, moveHosts: true, clusters: true, optimize: true }
    const root = treeMenuItems(at('hostgroup-1'), rights, key => key)
    expect(root.find(one => one.key === 'move')?.detail).toBe('hosts.group.isRoot')
    const outside = treeMenuItems({ ...at('hostgroup-3'), inScope: false }, rights, key => key)
    expect(outside.every(one => one.disabled && one.detail === 'hosts.groups.wayOnly')).toBe(true)
  })
})
