import type { FabricKind, FaultId, JobId } from '../../shared/domain/index.ts'
import { msPerSecond } from '../../shared/domain/index.ts'
import type { FaultRequest } from '../faults/index.ts'
import { faultRefusal, injectFault } from '../faults/index.ts'
import { buildFabric } from '../inventory/index.ts'
import type { JobRequest } from '../jobs/types.ts'
import { newSimulation } from '../new-simulation.ts'
import type { JobRow } from '../world/index.ts'

/** Simulated seconds after which a job of a scenario counts as stuck. */
const patienceS = 48 * 3600

/** Simulated seconds after which whoever waits is told how far a laboratory is. */
const toldEveryS = 60

let tell: ((simulatedS: number) => void) | undefined

/**
 * Hears how much simulated time the laboratories of this thread have passed since now. A thread
 * runs one scenario at a time; what it computes does not depend on who hears.
 */
export function hearLaboratories(listener: (simulatedS: number) => void): void {
  let passedS = 0
  tell = seconds => listener((passedS += seconds))
}

/** A fabric of its own for a scenario: no users, no store, nobody looking. */
export class Laboratory {
  readonly simulation = newSimulation()

  constructor(kind: FabricKind, seed: number) {
    this.simulation.plant(seed)
    buildFabric(this.simulation.world, kind, seed, this.simulation.workload)
  }

  get world() {
    return this.simulation.world
  }

  /** Breaks something now, until the scenario ends it. */
  strike(fault: Pick<FaultRequest, 'kind' | 'targetId' | 'part' | 'amount'>): FaultId {
    const request = { ...fault, ownerName: 'scenario' }
    const refusal = faultRefusal(this.world, request)
    if (refusal) throw refusal
    return injectFault(this.simulation, request)
  }

  /** Mean of a figure over so many seconds, looked at once a second. */
  meanOver(seconds: number, figure: () => number): number {
    let sum = 0
    for (let second = 0; second < seconds; second++) {
      this.advance(1)
      sum += figure()
    }
    return sum / seconds
  }

  advance(seconds: number): void {
    for (let leftS = seconds; leftS > 0; leftS -= toldEveryS) {
      const partS = Math.min(leftS, toldEveryS)
      this.simulation.advanceTo(this.world.nowMs + partS * msPerSecond)
      tell?.(partS)
    }
  }

  submit(request: Omit<JobRequest, 'ownerName'>): JobId {
    return this.simulation.jobs.submit({ ...request, ownerName: 'scenario' })
  }

  /** Lets time pass until the jobs are over. */
  finish(jobIds: readonly JobId[]): JobRow[] {
    const isOpen = (id: JobId) => this.world.index.openJobs.has(id)
    for (let second = 0; jobIds.some(isOpen); second++) {
      if (second > patienceS) throw new Error('A job of the scenario does not end')
      this.advance(1)
    }
    return jobIds.map(id => this.world.get('job', id))
  }
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Three decimals are enough of any figure. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
