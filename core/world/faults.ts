import type { AnyId, FaultKind } from '../../shared/domain/index.ts'
import { byId } from '../../shared/domain/index.ts'
import type { FaultRow } from './rows.ts'
import type { World } from './world.ts'

const none: readonly FaultRow[] = []

/**
 * The faults of a kind that strike an object now, oldest first; with `part`, those of that part.
 * The model asks this wherever a fault matters, so two faults on one thing never undo each other.
 */
export function faultsOn(
  world: World,
  kind: FaultKind,
  targetId: AnyId | 'fabric-1',
  part?: string,
): readonly FaultRow[] {
  const ids = world.index.activeFaults.of(targetId)
  if (ids.size === 0) return none
  return [...ids]
    .map(id => world.get('fault', id))
    .filter(fault => fault.kind === kind && (part === undefined || fault.part === part))
    .sort(byId)
}

/** Whether a fault of a kind strikes an object, or a part of it, now. */
export function isStruck(
  world: World,
  kind: FaultKind,
  targetId: AnyId | 'fabric-1',
  part?: string,
): boolean {
  return faultsOn(world, kind, targetId, part).length > 0
}
