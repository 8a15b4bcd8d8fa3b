import { clockRefusal } from '../hosts/index.ts'
import type { HostFigures, PlacementRequest, Whereabouts } from '../placement/index.ts'
import { fabricOptions, figuresOf, isSuitable, reasonsOf, requestOfVm } from '../placement/index.ts'
import {
  linkRefusal,
  migrationRefusal,
  movableRefusal,
  placeRefusal,
} from '../processes/migration/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'

/** A live migration that a plan thinks of, with what placement asks at that point of the plan. */
export interface Move {
  readonly vm: VmRow
  readonly from: HostRow
  readonly to: HostRow
  readonly request: PlacementRequest
  /** The target as the steps before leave it. */
  readonly figures: HostFigures
  /** Where VMs are for rules at that point. */
  readonly where?: Whereabouts
}

/** Why a VM cannot move at this point of a plan, in a sentence; undefined where it can. */
export function moveRefusal(world: World, move: Move): string | undefined {
  const { vm, from, to } = move
  const planned = { ...vm, hostId: from.id }
  const refusal =
    movableRefusal(world, vm, 'live') ??
    placeRefusal(world, planned, to, move.where) ??
    clockRefusal(world, from, to) ??
    linkRefusal(world, planned, to, from.id)
  return refusal?.text ?? against(world, move)
}

/** What placement has against the target, the worst first. */
function against(world: World, { request, figures }: Pick<Move, 'request' | 'figures'>) {
  const reasons = reasonsOf(request, figures, fabricOptions(world))
  return isSuitable(reasons) ? undefined : reasons[0]?.text
}

/** Whether placement warns of the target: such a host is discounted (facts 2.2). */
export function isWarned(world: World, { request, figures }: Move): boolean {
  const reasons = reasonsOf(request, figures, fabricOptions(world))
  return reasons.some(one => one.severity === 'warning')
}

/** The same question in the instant in which the step is to begin, with all that is under way. */
export function startRefusal(world: World, vm: VmRow, to: HostRow): string | undefined {
  const refusal = migrationRefusal(world, vm, to, 'live')
  if (refusal) return refusal.text
  const [figures] = figuresOf(world, [to.id])
  const request = { ...requestOfVm(world, vm), diskGib: 0 }
  return figures && against(world, { request, figures })
}
