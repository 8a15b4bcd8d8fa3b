import type { ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { TreeNodeView } from '../../../shared/contract/index.ts'
import type { HostGroupId, HostId } from '../../../shared/domain/index.ts'
import { useCommand } from '../../session/index.ts'
import { withClusterMates } from './host-tree.ts'
import { useHostGroupTree } from './tree.store.ts'
import { useHostGroupQuestions } from './use-host-group-questions.ts'

export interface HostGroupActions {
  mayEdit: ComputedRef<boolean>
  mayMove: ComputedRef<boolean>
  mayMoveHosts: ComputedRef<boolean>
  create(parentId: string): Promise<void>
  rename(node: TreeNodeView): Promise<void>
  remove(node: TreeNodeView): Promise<void>
  /** All properties of a group, at this tab. */
  properties(node: TreeNodeView, tab?: string): Promise<void>
  /** Asks where to, unless a target is given, and shows whose scope it changes before it runs. */
  move(node: TreeNodeView, targetId?: string): Promise<void>
  moveHosts(hostIds: readonly HostId[], name: string, targetId?: string): Promise<void>
}

/** What a person does with host groups, and with hosts between them. */
export function useHostGroupActions(): HostGroupActions {
  const { t } = useI18n({ useScope: 'global' })
  const ask = useHostGroupQuestions()
  const tree = useHostGroupTree()
  const commands = {
    create: useCommand('hostGroup.create'),
    rename: useCommand('hostGroup.rename'),
    remove: useCommand('hostGroup.delete'),
    move: useCommand('hostGroup.move'),
    moveHosts: useCommand('host.move'),
  }

  async function create(parentId: string): Promise<void> {
    const parent = tree.byId.get(parentId)?.name ?? ''
    const name = await ask.name(t('hosts.group.createIn', { parent }), t('common.create'))
    if (name)
      await commands.create.run({ name, parentId: parentId as HostGroupId }, { subject: name })
  }

  async function rename(node: TreeNodeView): Promise<void> {
    const name = await ask.name(
      t('hosts.group.renameTitle', { name: node.name }),
      t('common.rename'),
      node.name,
    )
    if (!name || name === node.name) return
    await commands.rename.run({ hostGroupId: node.id as HostGroupId, name }, { subject: name })
  }

  async function remove(node: TreeNodeView): Promise<void> {
    const isSure = await ask.sureToDelete(node.name)
    if (isSure)
      await commands.remove.run({ hostGroupId: node.id as HostGroupId }, { subject: node.name })
  }

  async function move(node: TreeNodeView, targetId?: string): Promise<void> {
    if (node.kind !== 'hostgroup') {
      const below = tree.nodes.filter(one => one.kind === 'host' && one.parentId === node.id)
      const ids = (node.kind === 'host' ? [node] : below).map(host => host.id as HostId)
      return moveHosts(ids, node.name, targetId)
    }
    const parentId = await ask.target({
      kind: 'hostgroup',
      ids: [node.id],
      name: node.name,
      targetId,
    })
    if (parentId)
      await commands.move.run(
        { hostGroupId: node.id as HostGroupId, parentId },
        { subject: node.name },
      )
  }

  async function moveHosts(
    hostIds: readonly HostId[],
    name: string,
    targetId?: string,
  ): Promise<void> {
    if (hostIds.length === 0) return
    const all = withClusterMates(tree.nodes, hostIds) as HostId[]
    const question = { kind: 'host', ids: all, joined: all.length - hostIds.length } as const
    const hostGroupId = await ask.target({ ...question, name, targetId })
    if (hostGroupId) await commands.moveHosts.run({ hostIds: all, hostGroupId }, { subject: name })
  }

  return {
    mayEdit: commands.create.isPermitted,
    mayMove: commands.move.isPermitted,
    mayMoveHosts: commands.moveHosts.isPermitted,
    ...{ create, rename, remove, move, moveHosts },
    properties: ask.properties,
  }
}
