import { defined } from '../engine/assert.ts'
import { endFault } from '../faults/index.ts'
import { iopsOf, put } from '../world/index.ts'
import { Laboratory, rounded } from './laboratory.ts'
import type { Scenario, ScenarioLine, ScenarioOptions, ScenarioOutcome } from './types.ts'

/** What the guest out of control asks of its disks, and what it is then held to. */
const runawayIops = 2000
const limitIops = 20
const watchS = 300

/** One VM of 260 asks for all that the disks give; a limit on it gives the others theirs back. */
function run({ seed }: ScenarioOptions): ScenarioOutcome {
  const laboratory = new Laboratory('poc-lab', seed)
  const paired = new Laboratory('poc-lab', seed)
  laboratory.advance(3600)
  paired.advance(3600)
  const { world } = laboratory
  const vm = defined([...world.all('vm')][0], 'a VM')
  const watch = (phase: string) => watched(phase, laboratory, paired, vm.slot)
  const before = watch('before')
  const faultId = laboratory.strike({
    ...{ kind: 'runaway-guest', targetId: vm.id, amount: runawayIops },
  })
  const during = watch('one VM out of control')
  world.apply(put('vm', { ...world.get('vm', vm.id), iopsLimit: limitIops }))
  const held = watch(`held to ${limitIops} operations a second`)
  endFault(laboratory.simulation, faultId)
  const lines = [before, during, held]
  return {
    lines,
    summary: {
      ...{ name: 'runaway-vm-qos', vms: world.count('vm'), limitIops, askedIops: runawayIops },
      latencyBeforeMs: before['latencyMs']!,
      latencyRunawayMs: during['latencyMs']!,
      latencyHeldMs: held['latencyMs']!,
      /** Against a run of the same seed in which nothing goes wrong. */
      runawayChangePercent: during['changePercent']!,
      heldChangePercent: held['changePercent']!,
      seedSays: 'QoS keeps a runaway VM from limiting the bandwidth of critical servers',
    },
  }
}

function watched(
  phase: string,
  laboratory: Laboratory,
  paired: Laboratory,
  vmSlot: number,
): ScenarioLine {
  const { world } = laboratory
  const volume = defined([...world.all('volume')][0], 'a volume')
  const { latencyMs, queue, servedShare } = world.volumes.data
  const sums = { latency: 0, without: 0, waiting: 0, served: 0, own: 0 }
  laboratory.advance(30)
  paired.advance(30)
  for (let second = 0; second < watchS; second++) {
    laboratory.advance(1)
    paired.advance(1)
    sums.latency += latencyMs[volume.slot]! / watchS
    sums.without += paired.world.volumes.data.latencyMs[volume.slot]! / watchS
    sums.waiting += queue[volume.slot]! / watchS
    sums.served += servedShare[volume.slot]! / watchS
    sums.own += iopsOf(world, vmSlot) / watchS
  }
  return {
    ...{ phase, latencyMs: rounded(sums.latency), latencyWithoutMs: rounded(sums.without) },
    changePercent: rounded((sums.latency / sums.without - 1) * 100),
    ...{ queueLength: rounded(sums.waiting), servedPercent: rounded(sums.served * 100) },
    runawayIops: rounded(sums.own),
  }
}

export const runawayVmQos: Scenario = {
  name: 'runaway-vm-qos',
  about: 'One VM asks for all of the disks, until its quality of service is set',
  runsDefault: 1,
  run,
}
