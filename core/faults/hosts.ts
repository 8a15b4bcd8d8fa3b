import type { FaultKind, HostId, VolumeId } from '../../shared/domain/index.ts'
import { msPerSecond } from '../../shared/domain/index.ts'
import { bootHost, changeOwner, failJobs, hang, takeDown } from '../cluster/index.ts'
import type { EventHandler } from '../engine/events.ts'
import type { Simulation } from '../engine/simulation.ts'
import { conditionOf, inCondition } from '../hosts/index.ts'
import type { FaultRow } from '../world/index.ts'
import { isStruck, put } from '../world/index.ts'
import type { FaultHookTable } from './types.ts'

/** Faults that keep a host from running, by themselves or with others. */
const keepingDown: readonly FaultKind[] = ['host-crash', 'host-power-loss']
const rebootEvent = 'fault.host-reboots-again'

function isKeptDown({ world }: Simulation, hostId: HostId): boolean {
  return keepingDown.some(kind => isStruck(world, kind, hostId))
}

const stops = {
  begin: (simulation: Simulation, { targetId }: FaultRow) =>
    takeDown(simulation, targetId as HostId),
  /** The host starts again once nothing else keeps it down. */
  end: (simulation: Simulation, { targetId }: FaultRow) => {
    if (!isKeptDown(simulation, targetId as HostId)) bootHost(simulation, targetId as HostId)
  },
}

/** The host's row is put again, so that what is derived from its faults is seen. */
function touch({ world }: Simulation, { targetId }: FaultRow): void {
  const host = world.find('host', targetId)
  if (host) world.apply(put('host', { ...host }))
}
const seen = { begin: touch, end: touch }

/** The host goes down and starts; it goes down again as often as the fault lasts. */
function reboot(simulation: Simulation, { faultId }: { faultId: FaultRow['id'] }): void {
  const { world } = simulation
  const fault = world.find('fault', faultId)
  if (fault?.status !== 'active') return
  const hostId = fault.targetId as HostId
  takeDown(simulation, hostId)
  if (!isKeptDown(simulation, hostId)) bootHost(simulation, hostId)
  simulation.plan(world.nowMs + (fault.amount ?? 300) * msPerSecond, rebootEvent, { faultId })
}

export const hostFaults: FaultHookTable = {
  'host-crash': stops,
  'host-power-loss': stops,
  'host-hang': {
    begin: (simulation, { targetId }) => hang(simulation, targetId as HostId),
    end: (simulation, { targetId }) => {
      const { world } = simulation
      const host = world.get('host', targetId as HostId)
      if (conditionOf(host) !== 'hung' || isStruck(world, 'host-hang', host.id)) return
      world.apply(put('host', inCondition(world, host, 'up')))
    },
  },
  'host-reboot-loop': {
    begin: (simulation, { id }) => reboot(simulation, { faultId: id }),
    end: stops.end,
  },
  'host-slow': seen,
  'host-memory-leak': seen,
  'host-agent-silent': seen,
  'host-removed': {
    begin: (simulation, fault) => {
      failJobs(simulation, simulation.world.get('host', fault.targetId as HostId))
      touch(simulation, fault)
    },
    end: touch,
  },
  'clock-jump': seen,
  'volume-owner-change': {
    begin: (simulation, { targetId }) =>
      changeOwner(simulation, simulation.world.get('volume', targetId as VolumeId)),
  },
  /** The node that coordinates the volume stops, and another one takes over. */
  'coordinator-death': {
    begin: (simulation, fault) => {
      const { world } = simulation
      const { ownerHostId } = world.get('volume', fault.targetId as VolumeId)
      if (!ownerHostId) return
      // The volume has another coordinator when the fault ends.
      world.apply(put('fault', { ...world.get('fault', fault.id), part: ownerHostId }))
      takeDown(simulation, ownerHostId)
    },
    end: (simulation, { part }) => {
      if (part && !isKeptDown(simulation, part as HostId)) bootHost(simulation, part as HostId)
    },
  },
}

export const hostFaultEvents: Readonly<Record<string, EventHandler>> = {
  [rebootEvent]: reboot as EventHandler,
}
