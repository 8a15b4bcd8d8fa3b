import type { VolumeId } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import type { HostRow, VmRow, World } from '../../world/index.ts'
import { migrationRefusal } from '../migration/index.ts'
import { clusterRefusal, lanRefusal, sanRefusal, targetRefusal } from './checks.ts'
import type { TransferMethod } from './types.ts'
import { transferMethods } from './types.ts'

/** One way of moving a VM to a host, and why it is not possible. */
export interface Rung {
  readonly method: TransferMethod
  readonly refusal?: Refusal
}

/** What a person asks of a move besides its host. */
export interface LadderWishes {
  /** Copy over the network, whatever else is possible (`-UseLAN`). */
  readonly useLan?: boolean
  readonly volumeId?: VolumeId
}

/** The ways to a host in their order, and the first that is possible. */
export interface Ladder {
  readonly rungs: readonly Rung[]
  readonly method?: TransferMethod
  /** Why none is: what speaks against the host itself, or against the last way. */
  readonly refusal?: Refusal
}

/**
 * Decides how a VM comes to another host, by the documented order (facts 12.2): live migration,
 * quick migration, SAN transfer, network copy. The one place that does; dialog, interface and job
 * ask here, and each way that is not taken says why.
 */
export function ladderOf(
  world: World,
  vm: VmRow,
  target: HostRow,
  { useLan = false, volumeId }: LadderWishes = {},
): Ladder {
  const { name } = vm
  const against = targetRefusal(world, vm, target)
  const skipped = useLan ? refuse('transfer.lan-forced', { name }) : undefined
  const stored = vm.stored ? refuse('transfer.from-library', { name }) : undefined
  const named = volumeId ? refuse('transfer.volume-named', { name }) : undefined
  const onlyCopy = against ?? stored ?? skipped ?? named
  const refusals: Readonly<Record<TransferMethod, () => Refusal | undefined>> = {
    live: () => onlyCopy ?? liveRefusal(world, vm, target),
    quick: () => onlyCopy ?? nodeRefusal(world, vm, target),
    san: () => onlyCopy ?? sanRefusal(world, vm, target),
    lan: () => against ?? lanRefusal(world, vm, target, volumeId),
  }
  const rungs = transferMethods.map((method): Rung => {
    const refusal = refusals[method]()
    return refusal ? { method, refusal } : { method }
  })
  const method = rungs.find(rung => !rung.refusal)?.method
  return method ? { rungs, method } : { rungs, refusal: rungs.at(-1)!.refusal }
}

function liveRefusal(world: World, vm: VmRow, target: HostRow): Refusal | undefined {
  if (vm.state !== 'running') return refuse('transfer.not-running', { name: vm.name })
  return migrationRefusal(world, vm, target, 'live', vm.jobId)
}

/** To another node of the cluster on the same files: saved for the move, or off as it is. */
function nodeRefusal(world: World, vm: VmRow, target: HostRow): Refusal | undefined {
  if (vm.state !== 'running') return clusterRefusal(world, vm, target)
  return migrationRefusal(world, vm, target, 'quick', vm.jobId)
}
