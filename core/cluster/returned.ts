import type { HostId, VmId } from '../../shared/domain/index.ts'
import { msPerSecond } from '../../shared/domain/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import { conditionOf } from '../hosts/index.ts'
import type { HostRow, VmRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import { vmsOn } from './lose.ts'
import { stopMaintenance } from './maintenance.ts'

export const returnedEvent = 'host.returned'
export const startVmEvent = 'host.starts-vm'

/**
 * A host answers again. Guests that stood still with it go on; those that stopped with it are off,
 * and start by their automatic start action (facts 5.4). Highly available ones are the cluster's.
 */
export function hostReturned(simulation: Simulation, { hostId }: { hostId: HostId }): void {
  const { world } = simulation
  const host = world.find('host', hostId)
  if (!host || conditionOf(host) !== 'up') return
  const ran = new Set<string>()
  for (const vm of vmsOn(simulation, hostId)) {
    if (vm.state !== 'host-not-responding') continue
    if (vm.lost && vm.lost.state !== 'stopped') ran.add(vm.id)
    const isCluster = host.clusterId !== undefined && vm.highlyAvailable
    if (vm.lost?.holdsMemory && !(isCluster && host.isEvicted)) goOn(simulation, vm)
    else if (!isCluster) switchOff(simulation, vm)
    else world.apply(put('vm', { ...vm, lost: vm.lost && { ...vm.lost, holdsMemory: false } }))
  }
  for (const vm of vmsOn(simulation, hostId)) {
    if (host.clusterId !== undefined && vm.highlyAvailable) continue
    const starts =
      vm.startAction === 'always' || (vm.startAction === 'if-running' && ran.has(vm.id))
    if (!starts || vm.state !== 'stopped' || vm.recycled) continue
    simulation.plan(world.nowMs + vm.startDelayS * msPerSecond, startVmEvent, { vmId: vm.id })
  }
  endRestart(simulation, host)
}

/** A restart for which the host was emptied is over: its maintenance ends as it was asked. */
function endRestart(simulation: Simulation, host: HostRow): void {
  const returns = host.maintenance?.returns
  if (!returns) return
  const back = { bringBack: returns.bringBack, startsSaved: returns.bringBack }
  stopMaintenance(simulation, host.id, back, { ownerName: host.name })
}

function goOn({ world }: Simulation, vm: VmRow): void {
  const state = vm.lost?.state ?? 'running'
  world.apply(put('vm', { ...vm, state, lost: undefined, guestServices: state === 'running' }))
}

function switchOff({ world }: Simulation, vm: VmRow): void {
  const off = { state: 'stopped', startedMs: undefined, guestServices: false } as const
  world.apply(put('vm', { ...vm, ...off, lost: undefined }))
}

/** The automatic start of a VM after its delay, if it is still off. */
export function startVm({ world, jobs }: Simulation, { vmId }: { vmId: VmId }): void {
  const vm = world.find('vm', vmId)
  if (vm?.state !== 'stopped' || vm.jobId !== undefined || vm.recycled) return
  const ownerName = world.get('host', vm.hostId).name
  jobs.submit({
    ...{ name: 'job.vm.start', process: 'power', ownerName },
    parameters: { action: 'start', from: vm.state },
    ...{ targetId: vm.id, targetName: vm.name },
  })
}
