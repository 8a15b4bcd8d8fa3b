import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { VmRow } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'

/** The names that a pattern stands for: a run of # becomes the number, with leading zeros. */
export function namesOf(pattern: string, count: number): string[] {
  const run = /#+/.exec(pattern)?.[0]
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1)
    if (run) return pattern.replace(run, number.padStart(run.length, '0'))
    return count === 1 ? pattern : `${pattern}-${number.padStart(String(count).length, '0')}`
  })
}

/**
 * Why a VM may not take a name: one that the caller sees has it, or for an existing VM one on its
 * host (facts 1.6, 12). Hidden VMs do not count, since the refusal would tell that they exist.
 */
export function nameRefusal(
  context: HandlerContext,
  name: string,
  self?: VmRow,
): Refusal | undefined {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'vm.read')
  for (const id of world.index.vmsByName.of(name.toLowerCase())) {
    const other = world.get('vm', id)
    if (id === self?.id || other.recycled || !mine.vm(other)) continue
    if (!self || other.hostId === self.hostId) return refuse('name.taken', { kind: 'VM', name })
  }
  return undefined
}
