import { msPerSecond } from '../../shared/domain/index.ts'
import type { JournalEntry } from '../ports.ts'
import type { World } from '../world/index.ts'
import { isStruck } from '../world/index.ts'

/**
 * Why a fault of the drill keeps an entry out of the journal, whose disk is never touched for it:
 * a full store takes nothing, a busy one nothing in every other simulated second. The drill's own
 * commands pass, so that a fault can always be ended.
 */
export function storeFaultReason(world: World, entry: JournalEntry): string | undefined {
  if (entry.operation.startsWith('fault.')) return undefined
  if (isStruck(world, 'store-full', 'fabric-1')) return 'no space is left, by a fault of the drill'
  const isBusyNow = Math.floor(entry.timeMs / msPerSecond) % 2 === 1
  if (isBusyNow && isStruck(world, 'store-busy', 'fabric-1')) {
    return 'the store is busy, by a fault of the drill'
  }
  return undefined
}
