import { assignedMibOf } from '../../memory/index.ts'
import type { Step } from '../types.ts'
import { after, vmOf } from '../types.ts'
import { abortedRefusal, linkRefusal, migrationRefusal } from './checks.ts'
import { blackoutLimitMs, dirtying, migrationRoute, resumeMs, roundsMax } from './rates.ts'
import { parametersOf } from './slots.ts'
import { downtime, hostsOf, moved, note } from './steps.ts'

/**
 * How often a copy looks at its network: one that fails is left for the next one, or ends the
 * migration, within this time (ours; the cluster does it at once).
 */
const lookMs = 1000
/** What the sum of a pass's parts may differ from the whole by rounding. */
const leftoverMib = 1e-6

/** One pass over the memory that is dirty; what the guest dirties meanwhile is the next one. */
export const copyStep: Step = {
  name: 'step.migration.copy-memory',
  begin: (world, job) => {
    const { source, target } = hostsOf(world, job)
    const { leftMib = 0, passMib = 0, rounds = 0, roundBeganMs } = parametersOf(job)
    const vm = vmOf(world, job)
    const route = migrationRoute(world, vm, source, target, job.id)
    if (!route) {
      const refusal = linkRefusal(world, vm, target, source.id)
      return { end: { kind: 'fail', refusal: refusal! } }
    }
    const neededMs = ((leftMib - passMib) / route.mibPerS) * 1000
    const sliceMs = Math.min(lookMs, neededMs)
    const sliceMib = neededMs <= lookMs ? leftMib - passMib : (route.mibPerS * lookMs) / 1000
    return {
      changes: [
        note(world, job, {
          roundBeganMs: roundBeganMs ?? world.nowMs,
          ...{ sliceMib, sliceBeganMs: world.nowMs },
        }),
      ],
      end: after(sliceMs),
      detail: `Round ${rounds + 1}: ${Math.ceil(leftMib)} MB at ${Math.round(route.mibPerS)} MB/s over ${route.network}`,
    }
  },
  finish: (world, job) => {
    const { leftMib = 0, passMib = 0, sliceMib = 0, ...rest } = parametersOf(job)
    const sent = passMib + sliceMib
    if (leftMib - sent > leftoverMib) return [note(world, job, { passMib: sent })]
    const { rounds = 0, sentMib = 0, roundBeganMs = 0 } = rest
    const vm = vmOf(world, job)
    const { dirtyMibPerS, writableMib } = dirtying(world, vm)
    const dirtiedMib = (dirtyMibPerS * (world.nowMs - roundBeganMs)) / 1000
    return [
      note(world, job, {
        leftMib: Math.min(assignedMibOf(world, vm), writableMib, dirtiedMib),
        rounds: rounds + 1,
        sentMib: sentMib + leftMib,
        ...{ passMib: 0, sliceMib: 0, roundBeganMs: undefined, sliceBeganMs: undefined },
      }),
    ]
  },
  again: (world, job) => {
    const { source, target } = hostsOf(world, job)
    const { leftMib = 0, passMib = 0, rounds = 0 } = parametersOf(job)
    if (passMib > 0) return true
    const route = migrationRoute(world, vmOf(world, job), source, target, job.id)
    const lastMib = ((route?.mibPerS ?? 0) * blackoutLimitMs) / 1000
    return leftMib > lastMib && rounds < roundsMax
  },
}

/** The guest stands still while its last pages and its processor state go over. */
export const switchStep: Step = {
  name: 'step.migration.switch',
  begin: (world, job) => {
    const { source, target } = hostsOf(world, job)
    const vm = vmOf(world, job)
    const refusal = migrationRefusal(world, vm, target, 'live', job.id) ?? abortedRefusal(world, vm)
    if (refusal) return { end: { kind: 'fail', refusal } }
    const { leftMib = 0, sentMib = 0 } = parametersOf(job)
    const route = migrationRoute(world, vm, source, target, job.id)
    const blackoutMs = (leftMib / (route?.mibPerS ?? 1)) * 1000
    return {
      changes: [note(world, job, { stoppedMs: world.nowMs, sentMib: sentMib + leftMib })],
      end: after(blackoutMs + resumeMs),
      detail: `${Math.ceil(leftMib)} MB with the guest stopped`,
    }
  },
  finish: (world, job) => moved(world, job, 'migrating', downtime(world, job)),
}
