import type { AnyId, PowerAction, VmId } from '../../shared/domain/index.ts'
import type { RefusedItem } from '../../shared/contract/index.ts'
import { bulkLimit } from '../../shared/contract/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import type { VmRow } from '../world/index.ts'
import { textOfAction } from './action-text.ts'
import type { HandlerContext } from './handler.ts'

/** The VMs that a bulk command acts on, and those that it does not, with the reason of each. */
export interface Selection {
  readonly vms: readonly VmRow[]
  readonly refused: readonly RefusedItem[]
}

/** Why the caller's command cannot touch a VM: hidden, no right, or the VM's own condition. */
export function vmRefusal(
  context: HandlerContext,
  privilege: Privilege,
  vmId: VmId,
  check: (vm: VmRow) => Refusal | undefined,
): Refusal | undefined {
  const { access, caller, world } = context
  const vm = world.find('vm', vmId)
  if (!vm || !access.scope(caller, 'vm.read').vm(vm)) {
    return refuse('not-found', { kind: 'vm', id: vmId })
  }
  if (!access.scope(caller, privilege).vm(vm)) {
    return deniedOn(context, privilege, vm)
  }
  return check(vm)
}

/** The refusal of somebody who holds no such privilege on an object. */
export function deniedOn(
  { access, caller }: HandlerContext,
  privilege: Privilege,
  { id, name }: { readonly id: AnyId; readonly name: string },
): Refusal {
  const { missing = '' } = access.decide(caller, privilege, id)
  return refuse('access.denied', { action: textOfAction(privilege), target: name, missing })
}

/**
 * Parts the named VMs into those that the command acts on and those that it refuses. A single VM's
 * refusal is the command's; of several, the command is refused only when none is left.
 */
export function selectVms(
  context: HandlerContext,
  privilege: Privilege,
  vmIds: readonly VmId[],
  check: (vm: VmRow) => Refusal | undefined,
): Selection | Refusal {
  const ids = [...new Set(vmIds)]
  if (ids.length > bulkLimit) {
    return refuse('input.too-many', { count: ids.length, limit: bulkLimit })
  }
  const vms: VmRow[] = []
  const refused: RefusedItem[] = []
  let first: Refusal | undefined
  for (const id of ids) {
    const refusal = vmRefusal(context, privilege, id, check)
    if (!refusal) {
      vms.push(context.world.get('vm', id))
      continue
    }
    first ??= refusal
    const hidden = refusal.code === 'not-found'
    const name = hidden ? id : context.world.get('vm', id).name
    refused.push({ id, name, refusal: viewOfRefusal(refusal) })
  }
  if (vms.length > 0 || !first) return { vms, refused }
  if (ids.length === 1) return first
  return refuse('access.bulk-none-possible', {
    action: textOfAction(privilege),
    count: ids.length,
    first: first.text,
  })
}

/** The right that each power action needs. */
export const powerPrivilege: Record<PowerAction, Privilege> = {
  start: 'vm.start',
  shutDown: 'vm.shutDown',
  turnOff: 'vm.stop',
  pause: 'vm.pause',
  resume: 'vm.pause',
  saveState: 'vm.save',
  discardSavedState: 'vm.save',
  reset: 'vm.stop',
}

/** "web-01", or "3 virtual machines". */
export function nameOfTargets(vms: readonly VmRow[]): string {
  return vms.length === 1 ? vms[0]!.name : `${vms.length} virtual machines`
}
