import { Refusal, refuse } from '../../shared/refusals/index.ts'
import type { AccessEvaluator, Principal } from '../access/index.ts'
import { createAccess, scopeOfEverything } from '../access/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { Commander, RemedyCommand } from '../pro/index.ts'
import { operationNames, readInput } from '../pro/index.ts'
import type { World } from '../world/index.ts'
import { recordAudit } from './audit-record.ts'
import { Dispatcher } from './dispatcher.ts'
import type { Applied, CommandHandler, HandlerContext } from './handler.ts'
import { operations } from './operations.ts'

/** PRO itself: what it may do is said by the automation levels, and by nothing else. */
const proItself: Principal = {
  ...{ userId: 'user-0', name: 'PRO', displayName: 'PRO' },
  roles: [
    {
      ...{ id: 'role-0', name: 'PRO', description: '', profile: 'administrator' },
      ...{ userIds: [], userGroupIds: [], actions: [], mayControlClock: false },
      scope: { hostGroupIds: [], shareIds: [], templateIds: [] },
    },
  ],
}

/** Evaluators of their own, so that nothing that is known of PRO itself reaches people. */
const evaluators = new WeakMap<World, AccessEvaluator>()

function accessOf(world: World): AccessEvaluator {
  let found = evaluators.get(world)
  if (!found) evaluators.set(world, (found = createAccess(world)))
  return found
}

/** For PRO itself: everything that is there, since the automation level was asked before. */
function proAccess(world: World, access: AccessEvaluator): AccessEvaluator {
  const because = ['the automation level of its host group or cluster']
  return {
    principalOf: userId => access.principalOf(userId),
    decide: () => ({ allowed: true, because }),
    explain: () => ({ allowed: true, because }),
    holds: () => true,
    scope: () => scopeOfEverything(world),
  }
}

interface Ready {
  readonly context: HandlerContext
  readonly input: unknown
  readonly because: string
  readonly apply: () => Applied
}

/** The same checks as those of a person's command: its shape, the rights, and the handler's own. */
function prepare(simulation: Simulation, command: RemedyCommand): Ready | Refusal {
  const { world } = simulation
  const isKnown = operationNames.has(command.operation)
  const operation = isKnown ? operations.get(command.operation) : undefined
  if (!operation || operation.prepare) {
    const issues = [`a remedy cannot give the command ${command.operation}`]
    return refuse('input.invalid', { issues })
  }
  const input = parsed(command)
  if (input instanceof Refusal) return input
  const people = accessOf(world)
  const access = command.userId ? people : proAccess(world, people)
  const caller = command.userId ? people.principalOf(command.userId) : proItself
  if (!caller) return refuse('access.not-signed-in', {})
  const context = contextOf(simulation, access, caller)
  const base = { ...context }
  const dispatcher = new Dispatcher({ base, append: () => undefined, nextSeq: () => 0 }, operations)
  const decision = dispatcher.decide(operation, context, input)
  if (decision instanceof Refusal) return decision
  const handled = (operation.handle as CommandHandler<unknown>)(context, input)
  if (handled instanceof Refusal) return handled
  return { context, input, because: decision.because.join('; '), apply: handled }
}

function parsed({ operation, input }: RemedyCommand): unknown {
  const read = readInput(operation, input)
  if ('input' in read) return read.input
  const issues = read.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return refuse('input.invalid', { issues })
}

/** No connection, no host and no ports: what a remedy does follows from the fabric alone. */
function contextOf(
  simulation: Simulation,
  access: AccessEvaluator,
  caller: Principal,
): HandlerContext {
  const { world } = simulation
  const connection = { kind: 'http', key: 'pro', address: '' } as const
  const around = { world, access, caller, connection, simulation, workload: simulation.workload }
  return { ...around, ...(nothing as Pick<HandlerContext, 'ports' | 'sessions' | 'host'>) }
}
const nothing: unknown = { ports: undefined, sessions: undefined, host: undefined }

/** Gives the commands of remedies, in the name of a person or of PRO. */
export const commander: Commander = {
  verdict: prepare,
  carryOut(simulation, command) {
    const { world } = simulation
    const ready = prepare(simulation, command)
    if (ready instanceof Refusal) return ready
    const outer = world.actingFor
    world.actingFor = command.tip.id
    const applied = ready.apply()
    world.actingFor = outer
    const { caller } = ready.context
    const entry = {
      ...{ timeMs: world.nowMs, operation: command.operation },
      actor: command.userId ? { userId: caller.userId, name: caller.name } : { name: caller.name },
      ...{
        input: ready.input,
        because: `${command.tip.name} (${command.tip.id}); ${ready.because}`,
      },
    }
    recordAudit(world, entry, caller, applied)
    return { ...applied, refused: [...(applied.refused ?? [])] }
  },
}
