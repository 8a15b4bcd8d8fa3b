import { watchOver } from '../../core/checks/index.ts'
import type { Simulation } from '../../core/engine/simulation.ts'
import { EventQueue } from '../../core/engine/queue.ts'
import { stateHash } from '../../core/restore.ts'
import { put } from '../../core/world/index.ts'
import { remark, report } from './report.ts'
import { simulationOf } from './stress-fabric.ts'

const daySeconds = 86400

/** A day in steps of one second; with invariants, once a simulated minute. */
function day(simulation: Simulation, withInvariants: boolean): number {
  const began = performance.now()
  const watch = watchOver(simulation)
  for (let minute = 0; minute < daySeconds / 60; minute++) {
    simulation.advanceTo(simulation.world.nowMs + 60_000)
    if (!withInvariants) continue
    const [broken] = watch.broken()
    if (broken) throw new Error(broken)
  }
  return (performance.now() - began) / 1000
}

/** Days of the lab and of the largest fabric, the largest twice with the same hash. */
export function benchDays(): void {
  const budget = 'at most 1 s'
  report({ name: 'day-260', value: day(simulationOf(260), false), unit: 's', budget })
  const hashes = [0, 1].map(at => {
    const simulation = simulationOf(25000)
    const value = day(simulation, at === 0)
    const name = at === 0 ? 'day-25000-with-invariants' : 'day-25000'
    report({ name, value, unit: 's', budget: 'at most 90 s' })
    return stateHash(simulation)
  })
  remark(`a day of 25,000 VMs twice: ${hashes[0]} and ${hashes[1]}`)
  if (hashes[0] !== hashes[1]) throw new Error('A day of 25,000 VMs gave two hashes')
}

/** Events a second that the queue takes and gives, with a thousand in it. */
export function benchQueue(): void {
  const queue = new EventQueue()
  const count = 400_000
  for (let at = 0; at < 1000; at++) queue.push((at * 7919) % 1000, 1, 'bench', undefined)
  const began = performance.now()
  for (let at = 0; at < count; at++) {
    const event = queue.pop()!
    queue.push(event.timeMs + ((at * 7919) % 1000) + 1, 1, 'bench', undefined)
  }
  const value = count / ((performance.now() - began) / 1000)
  report({ name: 'queue-events', value, unit: 'events/s' })
}

/** All VMs of the enterprise start at once. */
export function benchStorm(): void {
  const simulation = simulationOf(8000)
  const { world, jobs } = simulation
  const vms = [...world.all('vm')].filter(vm => vm.state === 'running')
  for (const vm of vms) {
    const off = { state: 'stopped', startedMs: undefined, guestServices: false } as const
    world.apply(put('vm', { ...vm, ...off }))
  }
  const beganMs = world.nowMs
  const began = performance.now()
  for (const vm of vms) {
    jobs.submit({
      ...{ name: 'job.vm.start', process: 'power', ownerName: 'bench' },
      parameters: { action: 'start', from: 'stopped' },
      ...{ targetId: vm.id, targetName: vm.name },
    })
  }
  while (world.index.openJobs.size > 0) simulation.advanceTo(world.nowMs + 1000)
  const value = (performance.now() - began) / 1000
  report({ name: 'boot-storm-8000', value, unit: 's' })
  const simulatedS = (world.nowMs - beganMs) / 1000
  report({ name: 'boot-storm-8000-simulated', value: simulatedS, unit: 'simulated s' })
}
