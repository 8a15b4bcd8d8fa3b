import { oneDecimal } from '../../../shared/domain/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import type { HostRow, VmRow, World } from '../../world/index.ts'
import { latencyDuring } from '../work.ts'
import { preCopy } from '../../physics/index.ts'
import {
  blackoutLimitMs,
  clusterWorkMs,
  dirtying,
  imageRate,
  migrationRoute,
  resumeMs,
  roundsMax,
} from './rates.ts'
import type { MigrationForecast, MigrationKind } from './types.ts'

/**
 * What a migration would take at this moment: the fixed work of the cluster, and the memory by the
 * network in rounds (live) or by the disks twice (quick) (physics 2.1, 2.2).
 */
export function forecastMigration(
  world: World,
  vm: VmRow,
  target: HostRow,
  kind: MigrationKind,
): MigrationForecast {
  const source = world.get('host', vm.hostId)
  const fixedS = clusterWorkMs[source.version] / 1000
  if (kind === 'quick') {
    const imageS = (2 * assignedMibOf(world, vm)) / imageRate(world, vm)
    return { durationS: fixedS + imageS, downtimeS: imageS, sentMib: 0, rounds: 0, converges: true }
  }
  const copy = preCopy({
    usedMib: assignedMibOf(world, vm),
    ...dirtying(world, vm),
    bandwidthMibPerS: migrationRoute(world, vm, source, target)?.mibPerS ?? 0,
    ...{ blackoutLimitMs, roundsMax },
  })
  return {
    durationS: fixedS + copy.durationS + resumeMs / 1000,
    downtimeS: copy.blackoutS + resumeMs / 1000,
    sentMib: copy.sentMib,
    rounds: copy.rounds.length,
    converges: copy.converges,
  }
}

/** How the figures of a forecast come about, a sentence each. */
export function explainForecast(
  world: World,
  vm: VmRow,
  target: HostRow,
  kind: MigrationKind,
): string[] {
  const source = world.get('host', vm.hostId)
  const memoryMib = assignedMibOf(world, vm)
  const fixed = oneDecimal(clusterWorkMs[source.version] / 1000)
  const work = `${fixed} s of cluster work, whatever the memory: one value for this host version, fitted to published measurements.`
  if (kind === 'quick') {
    const rate = Math.round(imageRate(world, vm))
    const image = oneDecimal(memoryMib / imageRate(world, vm))
    return [
      work,
      `${memoryMib} MB of memory go to disk and come back at ${rate} MB/s: ${image} s each way, and the guest stands still for both.`,
      ...latencyDuring(world, [vm.disks[0]?.volumeId], imageRate(world, vm)).map(
        ({ beforeMs, duringMs }) =>
          `Meanwhile a request of the guests on its volume takes ${oneDecimal(duringMs)} ms instead of ${oneDecimal(beforeMs)} ms.`,
      ),
    ]
  }
  const route = migrationRoute(world, vm, source, target)
  const rate = route?.mibPerS ?? 0
  const { dirtyMibPerS, writableMib } = dirtying(world, vm)
  return [
    work,
    'Its files stay where they are, so the latency of its volume does not change.',
    `${memoryMib} MB of memory at ${Math.round(rate)} MB/s: ${oneDecimal(memoryMib / rate)} s for the first round.`,
    `${chosenBy(route?.network, vm)}; the slower end gives 95.6 % of its rate to the copy (published for 1 Gbps).`,
    `At its present load the guest writes ${oneDecimal(dirtyMibPerS)} MB/s within ${Math.ceil(writableMib)} MB, which later rounds send again (rates of ours).`,
    `A round is the last one when what is left takes ${blackoutLimitMs} ms at most, or after ${roundsMax} rounds (number unsure); then the guest stops, and resuming takes ${resumeMs} ms.`,
  ]
}

/** Why the memory goes over this network. */
function chosenBy(route: string | undefined, vm: VmRow): string {
  const network = route ?? 'no network'
  return vm.migrationNetworks
    ? `It goes over ${network}, the first of the VM's own networks that links the hosts`
    : `It goes over ${network}: live migration takes the second-lowest metric of those that link the hosts (published)`
}
