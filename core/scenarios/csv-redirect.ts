import { defined } from '../engine/assert.ts'
import { endFault } from '../faults/index.ts'
import { accessOf, latencyMsOf } from '../storage/index.ts'
import type { HostRow, VolumeRow } from '../world/index.ts'
import { Laboratory, rounded } from './laboratory.ts'
import type { Scenario, ScenarioLine, ScenarioOptions, ScenarioOutcome } from './types.ts'

const watchS = 300
/** A request of the model, on the wire. */
const requestBits = 8 * 1024 * 8

/** A node loses its paths to the storage; its VMs go on through the coordinator (seed 002). */
function run({ seed }: ScenarioOptions): ScenarioOutcome {
  const laboratory = new Laboratory('state-agency-san', seed)
  const { world } = laboratory
  laboratory.advance(3600)
  const volume = defined(
    [...world.all('volume')].find(one => one.fileSystem === 'csv'),
    'a cluster shared volume',
  )
  const host = defined(
    [...world.all('host')].find(
      one => one.volumeIds.includes(volume.id) && one.id !== volume.ownerHostId,
    ),
    'a node that does not coordinate it',
  )
  const direct = watch(laboratory, host, volume, 'direct')
  const faultId = laboratory.strike({ kind: 'all-paths-down', targetId: host.id })
  const redirected = watch(laboratory, host, volume, 'redirected')
  endFault(laboratory.simulation, faultId)
  const back = watch(laboratory, host, volume, 'paths are back')
  const change = (redirected['latencyMs'] as number) - (direct['latencyMs'] as number)
  return {
    lines: [direct, redirected, back],
    summary: {
      ...{ name: 'csv-redirect', host: host.name, volume: volume.name },
      latencyDirectMs: direct['latencyMs']!,
      latencyRedirectedMs: redirected['latencyMs']!,
      addedMs: rounded(change),
      redirectedIops: redirected['redirectedIops']!,
      networkMbps: redirected['networkMbps']!,
      vmsStopped: (direct['vmsRunning'] as number) - (redirected['vmsRunning'] as number),
      seedSays: 'storage traffic is redirected over the cluster network to another node',
    },
  }
}

function watch(
  laboratory: Laboratory,
  host: HostRow,
  volume: VolumeRow,
  phase: string,
): ScenarioLine {
  const { world } = laboratory
  laboratory.advance(30)
  const redirected = world.volumes.data.redirectedIops
  const latencyMs = laboratory.meanOver(watchS, () => latencyMsOf(world, host, volume) ?? 0)
  const iops = redirected.subarray(0, world.volumes.length).reduce((sum, one) => sum + one, 0)
  const running = [...world.all('vm')].filter(vm => vm.hostId === host.id && vm.state === 'running')
  return {
    ...{ phase, route: accessOf(world, host, volume).route, latencyMs: rounded(latencyMs) },
    ...{ redirectedIops: rounded(iops), networkMbps: rounded((iops * requestBits) / 1e6) },
    vmsRunning: running.length,
  }
}

export const csvRedirect: Scenario = {
  name: 'csv-redirect',
  about: 'A node loses its storage paths and works through the coordinator',
  runsDefault: 1,
  run,
}
