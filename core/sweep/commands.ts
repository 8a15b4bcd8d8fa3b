import { Refusal } from '../../shared/refusals/index.ts'
import type { Connection } from '../api/handler.ts'
import { operations } from '../api/operations.ts'
import type { Core } from '../core.ts'
import { defined } from '../engine/assert.ts'
import type { World } from '../world/index.ts'
import type { Chance } from './chance.ts'
import { parsedInput, randomInput } from './inputs.ts'
import { collectorCommand } from './usual/collectors.ts'
import { hostCommand } from './usual/hosts.ts'
import { networkCommand } from './usual/networks.ts'
import { planCommand } from './usual/plans.ts'
import { proCommand } from './usual/pro.ts'
import { peopleCommand } from './usual/people.ts'
import { placementCommand } from './usual/placement.ts'
import { storageCommand } from './usual/storage.ts'
import type { Given } from './usual/types.ts'
import { powerCommand, vmWorkCommand } from './usual/vms.ts'

/**
 * Left out: they begin or end what the sweep stands on, or are faults of their own.
 */
const leftOut = /^(setup|session|fault)\.|^user\.(setPassword|delete)$/

/** Every other command of the product, in the order of their names. */
const commandNames = [...operations.values()]
  .filter(({ name, meta }) => meta.kind === 'command' && !leftOut.test(name))
  .map(operation => operation.name)
  .sort((a, b) => (a < b ? -1 : 1))

/** Gives a command as the administrator; a refusal is as good an answer as any. */
export async function give(
  core: Core,
  connection: Connection,
  operation: string,
  raw: unknown,
): Promise<unknown> {
  const input = parsedInput(operation, raw)
  if (input === undefined) return undefined
  return core.dispatcher.command(
    defined(operations.get(operation), `operation ${operation}`),
    input,
    connection,
  )
}

/** A random command of any area of the product. Answers what it was. */
export async function giveRandom(
  core: Core,
  connection: Connection,
  chance: Chance,
): Promise<string> {
  const [operation, input] = commandFor(core.simulation.world, chance)
  const answer = await give(core, connection, operation, input)
  const outcome = answer instanceof Refusal ? `refused ${answer.code}` : 'done'
  return `${operation} ${JSON.stringify(input)}: ${outcome}`
}

/** What a person would ask for, or any command with whatever fits its schema. */
function commandFor(world: World, chance: Chance): Given {
  const dice = chance.integer(0, 99)
  if (dice < 35) return powerCommand(world, chance)
  if (dice < 50) return vmWorkCommand(world, chance)
  if (dice < 62) return storageCommand(world, chance)
  if (dice < 70) return networkCommand(world, chance)
  if (dice < 78) return hostCommand(world, chance)
  if (dice < 84) return peopleCommand(world, chance)
  if (dice < 89) return planCommand(world, chance)
  if (dice < 93) return proCommand(world, chance)
  if (dice < 96) return placementCommand(world, chance)
  if (dice < 98) return collectorCommand(world, chance)
  const operation = chance.pick(commandNames)
  return [operation, randomInput(world, chance, operation)]
}
