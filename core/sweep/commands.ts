import type { VmId } from '../../shared/domain/index.ts'
import { powerActions } from '../../shared/domain/index.ts'
import { Refusal } from '../../shared/refusals/index.ts'
import type { Connection } from '../api/handler.ts'
import { operations } from '../api/operations.ts'
import type { Core } from '../core.ts'
import { defined } from '../engine/assert.ts'
import type { Chance } from './chance.ts'
import { parsedInput, randomInput } from './inputs.ts'

/**
 * Left out: they begin or end what the sweep stands on, need a file, or are faults of their own.
 */
const leftOut = /^(setup|session|fault)\.|^trace\.import$|^user\.(setPassword|delete)$/

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

/** A random command: often one that moves VMs, else any of the product. Answers what it was. */
export async function giveRandom(
  core: Core,
  connection: Connection,
  chance: Chance,
): Promise<string> {
  const [operation, input] = chance.percent(60)
    ? usualCommand(core, chance)
    : anyCommand(core, chance)
  const answer = await give(core, connection, operation, input)
  const outcome = answer instanceof Refusal ? `refused ${answer.code}` : 'done'
  return `${operation} ${JSON.stringify(input)}: ${outcome}`
}

function anyCommand(core: Core, chance: Chance): [string, unknown] {
  const operation = chance.pick(commandNames)
  return [operation, randomInput(core.simulation.world, chance, operation)]
}

function usualCommand(core: Core, chance: Chance): [string, unknown] {
  const { world } = core.simulation
  const vmIds = someVms(core, chance)
  switch (chance.integer(0, 9)) {
    case 0:
      return [chance.pick(['vm.delete', 'vm.restore', 'vm.purge']), { vmIds }]
    case 1: {
      const job = chance.any([...world.all('job')])
      return [chance.pick(['job.cancel', 'job.restart']), { jobId: job?.id }]
    }
    case 2:
    case 3:
    case 4: {
      const host = chance.any([...world.all('host')])
      return ['vm.migrate', { vmIds, hostId: host?.id, kind: chance.pick(['live', 'quick']) }]
    }
    case 5: {
      const template = chance.any([...world.all('template')].filter(one => one.enabled))
      const group = chance.any([...world.all('hostgroup')])
      return [
        'vm.create',
        {
          ...{ name: `new-${chance.integer(1, 99)}`, count: chance.integer(1, 2) },
          source: { kind: 'template', templateId: template?.id },
          destination: { kind: 'hostgroup', hostGroupId: group?.id },
        },
      ]
    }
    default:
      return [`vm.${chance.pick(powerActions)}`, { vmIds }]
  }
}

function someVms(core: Core, chance: Chance): VmId[] {
  const all = [...core.simulation.world.all('vm')].map(vm => vm.id)
  const some = new Set<VmId>()
  for (let left = chance.integer(1, 3); left > 0 && all.length > 0; left--)
    some.add(chance.pick(all))
  return [...some]
}
