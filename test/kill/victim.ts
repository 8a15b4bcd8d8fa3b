/**
 * The process that gets killed: a host on a data folder, with commands in several lanes at once.
 * Every line is written before the next thing happens, so what was acknowledged is known.
 */
import { writeSync } from 'node:fs'
import { clientOver, startCoreHost } from '../../host/index.ts'
import type { Client } from '../../shared/contract/index.ts'
import { messagePortWire, type MessagePortLike } from '../../shared/wire/index.ts'
import {
  commandKinds,
  laneCount,
  nameOfStep,
  powerVmsOfLane,
  vmsOfLane,
  type CommandKind,
  type Line,
} from './lane.ts'

const [dataDir = '', workerPath = '', token = '', firstStep = '0'] = process.argv.slice(2)

function say(line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

type Commands = Record<CommandKind, (lane: number, step: number) => Promise<{ jobId?: string }>>

function commandsOf(client: Client): Commands {
  return {
    note: (lane, step) =>
      client.vm.update({ vmIds: vmsOfLane(lane), changes: { notes: nameOfStep(lane, step) } }),
    group: (lane, step) =>
      client.hostGroup.create({ name: nameOfStep(lane, step), parentId: 'hostgroup-1' }),
    create: (lane, step) =>
      client.vm.create({
        name: nameOfStep(lane, step),
        source: { kind: 'blank', sizeGib: 1 },
        hardware: { cpuCount: 1, memoryMib: 8 },
        destination: { kind: 'hostgroup', hostGroupId: 'hostgroup-1' },
        startAfterCreation: false,
      }),
    power: (lane, step) => {
      const vmIds = powerVmsOfLane(lane)
      return (step >> 3) % 2 === 0 ? client.vm.turnOff({ vmIds }) : client.vm.start({ vmIds })
    },
  }
}

async function runLane(commands: Commands, lane: number, first: number): Promise<never> {
  for (let step = first; ; step++) {
    // Notes most often, the others in turn.
    const kind = step % 2 === 0 ? 'note' : (commandKinds[(step >> 1) % 4] ?? 'note')
    say({ type: 'sent', lane, step, kind })
    try {
      const { jobId = '' } = await commands[kind](lane, step)
      say({ type: 'done', lane, step, jobId })
    } catch (error) {
      const { code = String(error) } = error as { code?: string }
      say({ type: 'refused', lane, step, code })
    }
  }
}

const host = await startCoreHost({ dataDir, workerPath, log: () => undefined })
process.on('SIGTERM', () => void host.close().then(() => process.exit(0)))
for (let lane = 0; lane < laneCount; lane++) {
  const port = host.connect({ kind: 'http', key: `lane-${lane}`, token })
  const client = clientOver(messagePortWire(port as unknown as MessagePortLike))
  void runLane(commandsOf(client), lane, Number(firstStep))
}
