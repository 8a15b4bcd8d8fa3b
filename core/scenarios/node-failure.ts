import { costMib, msPerSecond } from '../../shared/domain/index.ts'
import type { HostId } from '../../shared/domain/index.ts'
import { defined } from '../engine/assert.ts'
import { injectFault } from '../faults/index.ts'
import { membersOf } from '../hosts/index.ts'
import { roomRefusal } from '../processes/memory.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { Laboratory, rounded } from './laboratory.ts'
import type { Scenario, ScenarioLine, ScenarioOptions, ScenarioOutcome } from './types.ts'

/** Longest time that a node is waited for until it is found to be lost, in seconds. */
const detectionPatienceS = 60

/** What a refusal of room is about. */
const resources: Readonly<Record<string, string>> = {
  'vm.insufficient-memory': 'memory',
  'host.processor-limit': 'virtual processors',
  'vm.host-limit': 'running VMs',
}

/** Hosts lose power at once, and the simulation goes on until nothing more starts. */
export function loseNodes(
  laboratory: Laboratory,
  hostIds: readonly HostId[],
): { readonly detectedS: number; readonly settledS: number } {
  const { simulation, world } = laboratory
  const beganMs = world.nowMs
  for (const targetId of hostIds) {
    injectFault(simulation, { kind: 'host-power-loss', targetId, ownerName: 'scenario' })
  }
  const isFound = () => hostIds.every(id => world.get('host', id).isEvicted)
  for (let second = 0; !isFound() && second < detectionPatienceS; second++) laboratory.advance(1)
  const detectedS = (world.nowMs - beganMs) / msPerSecond
  const open = [...world.index.openJobs]
  laboratory.finish(open)
  const ends = open.map(id => world.find('job', id)?.endedMs ?? beganMs)
  return { detectedS, settledS: (Math.max(beganMs, ...ends) - beganMs) / msPerSecond }
}

/** One line a node: what it runs, and how near it is to its limits. */
function lineOf(world: World, host: HostRow, before: number): ScenarioLine {
  const vms = [...world.index.vmsByHost.of(host.id)].map(id => world.get('vm', id))
  const running = vms.filter(vm => vm.state === 'running').length
  const heldMib = world.hosts.data.heldMib[host.slot]!
  return {
    ...{ node: host.name, vmsBefore: before, vmsRunning: running, vmsOff: vms.length - running },
    memoryHeldGib: rounded(heldMib / 1024),
    memoryGib: host.memoryMib / 1024,
    virtualPerLogical: rounded(
      world.hosts.data.virtualProcessors[host.slot]! / host.logicalProcessors,
    ),
  }
}

/** Which resource keeps a VM off, on how many of the nodes that are left. */
function lacking(world: World, vm: VmRow): string {
  const clusterId = defined(world.get('host', vm.hostId).clusterId, 'a cluster')
  const found = new Map<string, number>()
  for (const host of membersOf(world, clusterId)) {
    const code = roomRefusal(world, vm, host)?.code ?? ''
    const resource = resources[code] ?? 'nothing'
    found.set(resource, (found.get(resource) ?? 0) + 1)
  }
  return [...found].map(([resource, nodes]) => `${resource} on ${nodes} nodes`).join(', ')
}

function failure(lost: number, seedSays: string) {
  return ({ seed }: ScenarioOptions): ScenarioOutcome => {
    const laboratory = new Laboratory('poc-lab', seed)
    const { world } = laboratory
    laboratory.advance(600)
    const hosts = [...world.all('host')]
    const before = new Map(hosts.map(one => [one.id, world.index.vmsByHost.of(one.id).size]))
    const struck = hosts.slice(0, lost)
    const took = loseNodes(
      laboratory,
      struck.map(host => host.id),
    )
    const lines = hosts
      .slice(lost)
      .map(host => lineOf(world, world.get('host', host.id), before.get(host.id) ?? 0))
    const vms = [...world.all('vm')]
    const off = vms.filter(vm => vm.state !== 'running')
    const eachMib = vms.reduce((sum, vm) => sum + costMib(vm.memoryMib), 0)
    return {
      lines,
      summary: {
        ...{ name: `node-failure-n${lost}`, nodesLost: lost, nodesLeft: hosts.length - lost },
        ...{ detectedS: rounded(took.detectedS), allStartedS: rounded(took.settledS) },
        ...{ vmsRunning: vms.length - off.length, vmsOff: off.length },
        ...{ fits: off.length === 0, lacks: off[0] ? lacking(world, off[0]) : 'nothing' },
        neededGibANode: rounded(eachMib / (hosts.length - lost) / 1024),
        memoryGibANode: hosts[0]!.memoryMib / 1024,
        seedSays,
      },
    }
  }
}

export const nodeFailure1: Scenario = {
  name: 'node-failure-n1',
  about: 'One of six blades loses power: all its VMs start on the others (physics 2.3)',
  runsDefault: 1,
  run: failure(1, '52 x 532 MB = 27.7 GB a node: fits'),
}

export const nodeFailure2: Scenario = {
  name: 'node-failure-n2',
  about: 'Two of six blades lose power: not all VMs fit, and it says what lacks (physics 2.3)',
  runsDefault: 1,
  run: failure(2, '65 x 532 MB = 34.6 GB a node: does not fit'),
}
