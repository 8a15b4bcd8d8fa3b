import type { HostId, JobId, VmState } from '../../shared/domain/index.ts'
import { byIdNumber, idsInOrder } from '../../shared/domain/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import { conditionOf, inCondition } from '../hosts/index.ts'
import type { HostRow, VmRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import { hostBootName } from '../processes/host/index.ts'

/** States of a guest that goes away with its host. */
const living: ReadonlySet<VmState> = new Set(['running', 'paused'])

/** VMs of a host, in the order of their ids. */
export function vmsOn({ world }: Simulation, hostId: HostId): VmRow[] {
  return [...world.index.vmsByHost.of(hostId)].sort(byIdNumber).map(id => world.get('vm', id))
}

/** A host stops at once: without power, or with its system. Its VMs stop with it. */
export function takeDown(simulation: Simulation, hostId: HostId): void {
  const { world } = simulation
  const host = world.get('host', hostId)
  if (conditionOf(host) === 'down') return
  world.apply(put('host', inCondition(world, host, 'down')))
  failJobs(simulation, host)
  loseVms(simulation, host, { holdsMemory: false })
}

/** A host answers nothing, and its guests stand still where they are. */
export function hang(simulation: Simulation, hostId: HostId): void {
  const { world } = simulation
  const host = world.get('host', hostId)
  if (conditionOf(host) !== 'up') return
  world.apply(put('host', inCondition(world, host, 'hung')))
  failJobs(simulation, host)
  loseVms(simulation, host, { holdsMemory: true })
}

/** A host starts: a job that everybody can watch. */
export function bootHost(simulation: Simulation, hostId: HostId): void {
  const { world, jobs } = simulation
  const host = world.find('host', hostId)
  if (!host || conditionOf(host) !== 'down') return
  jobs.submit({
    ...{ name: 'job.host.boot', process: hostBootName, ownerName: host.name },
    ...{ targetId: host.id, targetName: host.name },
  })
}

/**
 * Whatever the host or its VMs were doing fails, and so does what was about to come to it. A job
 * that waited behind one of these begins as that one fails, so it is asked again until nothing is
 * left.
 */
export function failJobs(simulation: Simulation, host: HostRow): void {
  for (;;) {
    const open = openJobsOf(simulation, host)
    if (open.length === 0) return
    for (const id of open) {
      simulation.jobs.fail(id, refuse('host.went-down', { host: host.name }))
    }
  }
}

/** Jobs under way at a host or at its VMs, in the order in which they were made. */
function openJobsOf({ world }: Simulation, host: HostRow): JobId[] {
  const { index } = world
  const open = new Set([...index.arrivals.of(host.id), ...index.departures.of(host.id)])
  for (const id of index.vmsByHost.of(host.id)) {
    const { jobId } = world.get('vm', id)
    if (jobId) open.add(jobId)
  }
  for (const id of index.jobsByTarget.of(host.id)) {
    const job = world.get('job', id)
    if (index.openJobs.has(id) && job.status === 'running' && job.process) open.add(id)
  }
  return idsInOrder(open)
}

/** The guests of a host are gone, or stand still with it: the console knows nothing of them. */
export function loseVms(
  simulation: Simulation,
  host: HostRow,
  how: { readonly holdsMemory: boolean; readonly onlyHighlyAvailable?: boolean },
): void {
  const { world } = simulation
  for (const vm of vmsOn(simulation, host.id)) {
    if (how.onlyHighlyAvailable && !vm.highlyAvailable) continue
    const wasLost = vm.state === 'host-not-responding' && vm.lost !== undefined
    if (!living.has(vm.state) && !wasLost) continue
    const state = wasLost ? vm.lost.state : vm.state
    const lost = { state, sinceMs: world.nowMs, holdsMemory: how.holdsMemory }
    const gone = { state: 'host-not-responding', guestServices: false, lost } as const
    world.apply(put('vm', { ...vm, ...gone, isQueued: undefined }))
  }
}
