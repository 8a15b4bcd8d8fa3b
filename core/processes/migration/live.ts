import type { Step } from '../types.ts'
import { after } from '../types.ts'
import { abortedRefusal, migrationRefusal } from './checks.ts'
import { blackoutLimitMs, dirtying, migrationRate, resumeMs, roundsMax } from './rates.ts'
import { parametersOf } from './slots.ts'
import { downtime, hostsOf, moved, note, vmOf } from './steps.ts'

/** One pass over the memory that is dirty; what the guest dirties meanwhile is the next one. */
export const copyStep: Step = {
  name: 'step.migration.copy-memory',
  begin: (world, job) => {
    const { source, target } = hostsOf(world, job)
    const { leftMib = 0, rounds = 0 } = parametersOf(job)
    const rate = migrationRate(world, source, target, job.id)
    return {
      changes: [note(world, job, { roundBeganMs: world.nowMs })],
      end: after((leftMib / rate) * 1000),
      detail: `Round ${rounds + 1}: ${Math.ceil(leftMib)} MB at ${Math.round(rate)} MB/s`,
    }
  },
  finish: (world, job) => {
    const { leftMib = 0, rounds = 0, sentMib = 0, roundBeganMs = 0 } = parametersOf(job)
    const vm = vmOf(world, job)
    const { dirtyMibPerS, writableMib } = dirtying(world, vm)
    const dirtiedMib = (dirtyMibPerS * (world.nowMs - roundBeganMs)) / 1000
    return [
      note(world, job, {
        leftMib: Math.min(vm.memoryMib, writableMib, dirtiedMib),
        rounds: rounds + 1,
        sentMib: sentMib + leftMib,
      }),
    ]
  },
  again: (world, job) => {
    const { source, target } = hostsOf(world, job)
    const { leftMib = 0, rounds = 0 } = parametersOf(job)
    const lastMib = (migrationRate(world, source, target, job.id) * blackoutLimitMs) / 1000
    return leftMib > lastMib && rounds < roundsMax
  },
}

/** The guest stands still while its last pages and its processor state go over. */
export const switchStep: Step = {
  name: 'step.migration.switch',
  begin: (world, job) => {
    const { source, target } = hostsOf(world, job)
    const refusal = migrationRefusal(world, vmOf(world, job), target, 'live', job.id)
    const refused = refusal ?? abortedRefusal(world, vmOf(world, job))
    if (refused) return { end: { kind: 'fail', refusal: refused } }
    const { leftMib = 0, sentMib = 0 } = parametersOf(job)
    const blackoutMs = (leftMib / migrationRate(world, source, target, job.id)) * 1000
    return {
      changes: [note(world, job, { stoppedMs: world.nowMs, sentMib: sentMib + leftMib })],
      end: after(blackoutMs + resumeMs),
      detail: `${Math.ceil(leftMib)} MB with the guest stopped`,
    }
  },
  finish: (world, job) => moved(world, job, 'migrating', downtime(world, job)),
}
