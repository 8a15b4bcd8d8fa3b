import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { hostGroupId, hostReserves } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { scopeChange, treeNode } from './host.contract.ts'
import { command, commandAnswer, query, stream } from './operation.ts'

/** What hosts in a group keep back, and who says so. */
export const groupReserves = z.object({
  hostGroupId,
  name: z.string(),
  isOwn: z.boolean(),
  reserves: hostReserves,
  inherited: hostReserves,
  /** The group above that it inherits from; absent for the defaults. */
  fromGroupName: z.string().optional(),
  /** Hosts in it and below that follow it, and those with reserves of their own. */
  followers: z.number().int(),
  others: z.number().int(),
})
export type GroupReserves = z.infer<typeof groupReserves>

const groupName = z.string().trim().min(1).max(64)

export const hostGroupContract = {
  tree: query('/host-groups/tree', 'The host groups, clusters and hosts in scope', 'hostgroup.read')
    .input(z.object({}))
    .output(z.object({ nodes: z.array(treeNode), revision: z.number().int() })),
  watchTree: stream('/host-groups/watch', 'The tree, again whenever it changes', 'hostgroup.read')
    .input(z.object({}))
    .output(eventIterator(z.object({ nodes: z.array(treeNode), revision: z.number().int() }))),
  reserves: query('/host-groups/reserves', 'What hosts in a group keep back', 'hostgroup.read', {
    target: { kind: 'hostgroup', field: 'hostGroupId' },
  })
    .input(z.object({ hostGroupId }))
    .output(groupReserves),
  setReserves: command(
    '/host-groups/set-reserves',
    'Changes what hosts in a group keep back; without reserves the group follows the one above',
    'hostgroup.edit',
    {
      cmdlet: 'Set-SCVMHostGroup',
      undo: 'hostGroup.setReserves',
      target: { kind: 'hostgroup', field: 'hostGroupId' },
    },
  )
    .input(z.object({ hostGroupId, reserves: hostReserves.optional() }))
    .output(commandAnswer)
    .errors(declared('host.levels-order')),
  create: command('/host-groups/create', 'Creates a host group', 'hostgroup.edit', {
    cmdlet: 'New-SCVMHostGroup',
    undo: 'hostGroup.delete',
    target: { kind: 'hostgroup', field: 'parentId' },
    palette: 'action.hostGroup.create',
  })
    .input(z.object({ name: groupName, parentId: hostGroupId }))
    .output(commandAnswer)
    .errors(declared('name.taken')),
  rename: command('/host-groups/rename', 'Renames a host group', 'hostgroup.edit', {
    cmdlet: 'Set-SCVMHostGroup',
    undo: 'hostGroup.rename',
    target: { kind: 'hostgroup', field: 'hostGroupId' },
  })
    .input(z.object({ hostGroupId, name: groupName }))
    .output(commandAnswer)
    .errors(declared('name.taken')),
  move: command('/host-groups/move', 'Moves a host group below another', 'hostgroup.move', {
    cmdlet: 'Move-SCVMHostGroup',
    undo: 'hostGroup.move',
    target: { kind: 'hostgroup', field: 'hostGroupId' },
  })
    .input(z.object({ hostGroupId, parentId: hostGroupId }))
    .output(commandAnswer)
    .errors(declared('hostgroup.cycle', 'hostgroup.root', 'name.taken')),
  movePreview: query(
    '/host-groups/move-preview',
    'Whose scope the move would change',
    'hostgroup.move',
    {
      target: { kind: 'hostgroup', field: 'hostGroupId' },
    },
  )
    .input(z.object({ hostGroupId, parentId: hostGroupId }))
    .output(scopeChange)
    .errors(declared('hostgroup.cycle', 'hostgroup.root', 'name.taken')),
  delete: command('/host-groups/delete', 'Deletes an empty host group', 'hostgroup.edit', {
    danger: 'disruptive',
    cmdlet: 'Remove-SCVMHostGroup',
    undo: 'hostGroup.create',
    target: { kind: 'hostgroup', field: 'hostGroupId' },
  })
    .input(z.object({ hostGroupId }))
    .output(commandAnswer)
    .errors(declared('hostgroup.not-empty', 'hostgroup.root', 'library.in-use')),
}
