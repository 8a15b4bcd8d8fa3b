import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { vmQuotaRefusal } from '../../access/quota.ts'
import type { JobRow, VmRow, World } from '../../world/index.ts'
import { putFiles } from '../space.ts'
import type { Process } from '../types.ts'
import { vmOf } from '../types.ts'
import { comparisonStep, forecastStep } from '../work.ts'
import { deployRefusal, fromOf, storeRefusal, transferableRefusal } from './checks.ts'
import { forecastTransfer } from './forecast.ts'
import { ladderOf } from './ladder.ts'
import { backAt, restOf } from './rest.ts'
import { copyStep, parametersOf, reserveStep, restoreStep, saveStep, switchStep } from './steps.ts'
import type { TransferParameters } from './types.ts'

export const transferName = 'transfer'

const planStep = forecastStep('step.work.forecast', (world, job) =>
  forecastTransfer(world, vmOf(world, job), parametersOf(job)),
)

/** Why a move cannot begin: the VM, its target, or the way that was decided for it. */
function moveRefusal(world: World, vm: VmRow, job: JobRow): Refusal | undefined {
  const { to, method } = parametersOf(job)
  if (to.kind === 'share') {
    const gone = world.find('share', to.shareId)
      ? undefined
      : refuse('not-found', { kind: 'library share', id: to.shareId })
    return gone ?? storeRefusal(world, vm)
  }
  const target = world.find('host', to.hostId)
  if (!target) return refuse('not-found', { kind: 'host', id: to.hostId })
  const refusal = vm.stored
    ? (deployRefusal(vm) ?? vmQuotaRefusal(world, vm))
    : transferableRefusal(world, vm)
  if (refusal) return refusal
  const { volumeId } = to
  const { rungs } = ladderOf(world, vm, target, { volumeId })
  return rungs.find(rung => rung.method === method)?.refusal
}

/**
 * Moving a VM's files to another host, to the library or back (facts 4.3, 12.2): LUNs shown to
 * another host, a network copy, or for a VM that is off another node of its cluster. What runs is
 * saved for it. A move that fails leaves the VM half-way: its old files whole, and those on the
 * target to be used by another try or to be cleaned away (facts 5.2).
 */
export const transferProcess: Process = {
  name: transferName,
  steps: job => {
    const { method } = parametersOf(job)
    const copies = method === 'lan' ? [copyStep] : []
    return [planStep, reserveStep, saveStep, ...copies, switchStep, restoreStep, comparisonStep]
  },
  check: (world, job) => {
    const vm = world.find('vm', job.targetId)
    if (!vm) return refuse('not-found', { kind: 'vm', id: job.targetId ?? '' })
    return moveRefusal(world, vm, job)
  },
  prepare: (world, job): TransferParameters => {
    const { to, method } = parametersOf(job)
    return { to, method, from: fromOf(vmOf(world, job)) }
  },
  abandon: (world, job, why) => {
    const vm = world.find('vm', job.targetId)
    if (!vm) return []
    const { state, transfer } = vm
    if (state === 'running') return transfer ? putFiles(world, backAt(vm, 'running')) : []
    if (state === 'saving') {
      return putFiles(world, { ...backAt(vm, 'running'), savedImageMib: undefined })
    }
    if (state === 'restoring') return putFiles(world, { ...backAt(vm, 'saved') })
    if (state !== 'transferring') return []
    if (why === 'cancelled' || !transfer) return putFiles(world, backAt(vm, restOf(vm)))
    return putFiles(world, { ...vm, state: 'migration-failed', failure: job.failure })
  },
  restartAt: 'first',
}
