import { failoverStartsMax, msPerSecond } from '../../../shared/domain/index.ts'
import type { HostId } from '../../../shared/domain/index.ts'
import { Refusal, refuse, viewOfRefusal } from '../../../shared/refusals/index.ts'
import { conditionOf, priorityOf } from '../../hosts/index.ts'
import type { Change, HostRow, JobRow, VmRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { bootStep } from '../power/index.ts'
import type { Process, Step, StepBegin } from '../types.ts'
import { after, now, vmOf } from '../types.ts'
import { candidatesFor, failoversOf, placeFor, thresholdRefusal } from './candidates.ts'

export const failoverName = 'failover'

/** How often a VM that waits for its turn to start looks again. */
const queueMs = msPerSecond

/** The VM stays where somebody can see it, off, with the reason. */
function leftOff(world: World, job: JobRow, host: HostRow | undefined, why: Refusal): StepBegin {
  const vm = vmOf(world, job)
  const off = { state: 'stopped', startedMs: undefined, guestServices: false } as const
  const row = { ...vm, ...off, lost: undefined, failure: viewOfRefusal(why) }
  return {
    changes: [
      ...tracked(world, job, vm.hostId, host?.id ?? vm.hostId),
      put('vm', { ...row, hostId: host?.id ?? vm.hostId }),
    ],
    end: { kind: 'fail', refusal: why },
  }
}

/** Change Tracking names both hosts of a VM that went to another one. */
function tracked(world: World, job: JobRow, fromId: HostId, toId: HostId): Change[] {
  if (fromId === toId) return []
  const [before, after] = [world.get('host', fromId).name, world.get('host', toId).name]
  const latest = world.get('job', job.id)
  const change = { object: job.targetName, property: 'Host', before, after }
  return [put('job', { ...latest, changes: [...latest.changes, change] })]
}

/** The group goes to its node, with the memory promised to it; a lower one there gives way. */
const placeStep: Step = {
  name: 'step.failover.place',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    const candidates = candidatesFor(world, vm)
    const tooOften = thresholdRefusal(world, vm)
    if (tooOften) return leftOff(world, job, candidates[0], tooOften)
    const place = placeFor(world, vm, candidates)
    if (place instanceof Refusal) return leftOff(world, job, candidates[0], place)
    const { host, displaced } = place
    const starts = priorityOf(vm) !== 'no-auto-start'
    return {
      changes: [
        ...displaced.map(other => takenDown(other, vm, host)),
        ...tracked(world, job, vm.hostId, host.id),
        put('vm', {
          ...vm,
          ...{ hostId: host.id, guestServices: false, lost: undefined, failure: undefined },
          ...(starts ? ({ state: 'starting', isQueued: true } as const) : { state: 'stopped' }),
          startedMs: undefined,
          failoversMs: [...failoversOf(world, vm), world.nowMs],
        }),
      ],
      end: now,
      detail: host.name,
    }
  },
}

function takenDown(vm: VmRow, by: VmRow, host: HostRow): Change {
  const because = refuse('failover.displaced', { name: vm.name, host: host.name, by: by.name })
  const off = { state: 'stopped', startedMs: undefined, guestServices: false } as const
  return put('vm', { ...vm, ...off, failure: viewOfRefusal(because) })
}

/** VMs that a node starts after a failover at this moment. */
export function failoverStartsOn(world: World, hostId: HostId): number {
  let starts = 0
  for (const id of world.index.vmsByHost.of(hostId)) {
    const vm = world.get('vm', id)
    if (vm.state !== 'starting' || vm.isQueued) continue
    if (world.find('job', vm.jobId)?.process === failoverName) starts++
  }
  return starts
}

/** A node starts at most 32 VMs at a time; the others queue (facts 6.5). */
const queueStep: Step = {
  name: 'step.failover.queue',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    if (failoverStartsOn(world, vm.hostId) >= failoverStartsMax) {
      return { end: after(queueMs), detail: `${failoverStartsMax} VMs start there already` }
    }
    return { changes: [put('vm', { ...vm, isQueued: undefined })], end: now }
  },
  again: (world, job) => vmOf(world, job).isQueued === true,
}

/**
 * A highly available VM comes up on another node after its own went away: the cluster's documented
 * order decides where, and as many start at a time as a node bears (facts 6.5).
 */
export const failoverProcess: Process = {
  name: failoverName,
  steps: job =>
    (job.parameters as FailoverParameters).starts ? [placeStep, queueStep, bootStep] : [placeStep],
  check: (world, job) => {
    const vm = world.find('vm', job.targetId)
    if (!vm) return refuse('not-found', { kind: 'vm', id: job.targetId ?? '' })
    const { name, state } = vm
    if (vm.recycled) return refuse('vm.recycled', { name })
    // Since a failover of it failed it may have gone to the library, or have got stuck on its way.
    const allowed = ['stopped']
    return vm.stored || vm.transfer
      ? refuse('vm.bad-power-state', { name, action: 'start', state, allowed })
      : undefined
  },
  abandon: (world, job) => {
    const vm = world.find('vm', job.targetId)
    if (vm?.state !== 'starting') return []
    const isGone = conditionOf(world.get('host', vm.hostId)) !== 'up'
    const lost = { state: 'running', sinceMs: world.nowMs, holdsMemory: false } as const
    const left = isGone
      ? { state: 'host-not-responding' as const, lost }
      : { state: 'stopped' as const }
    return [put('vm', { ...vm, ...left, isQueued: undefined, guestServices: false })]
  },
  restartAt: 'first',
}

export interface FailoverParameters {
  /** False for a VM that its priority leaves off. */
  readonly starts: boolean
}
