import type { AnyId, UserId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { CommandAnswer, OperationMeta } from '../../shared/contract/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import type { Decision, Principal } from '../access/index.ts'
import { readingPrivilege } from '../access/index.ts'
import { defined } from '../engine/assert.ts'
import type { JournalEntry } from '../ports.ts'
import { recordAudit } from './audit-record.ts'
import { storeFaultReason } from './store-faults.ts'
import type { Applied, CommandHandler, Connection, HandlerContext } from './handler.ts'
import { textOfAction } from './action-text.ts'
import type { HiddenHosts } from './hidden-hosts.ts'
import { hiddenHostsOf } from './hidden-hosts.ts'

/** Commands that begin or keep a fabric: nobody is signed in yet. */
const nobody: Principal = { userId: 'user-0', name: 'nobody', displayName: '', roles: [] }

/** What the dispatcher needs of the core. */
export interface DispatcherPorts {
  /** The context of a call without its caller. */
  readonly base: Omit<HandlerContext, 'caller' | 'connection'>
  /** Writes a journal entry durably. Throws where the disk refuses. */
  append(entry: JournalEntry): void
  /** The number of the next journal entry. */
  nextSeq(): number
}

type Prepare = (context: HandlerContext, input: never) => Promise<unknown>

/** One operation with everything that a call of it needs. */
export interface Operation {
  /** Area and name, such as `vm.start`. */
  readonly name: string
  readonly meta: OperationMeta
  readonly handle: (context: HandlerContext, input: never) => unknown
  /** Turns what came over the wire into what the journal keeps: secrets become hashes. */
  readonly prepare?: Prepare
}

/** A caller that passed the rights, with the proof. */
interface Admitted {
  readonly context: HandlerContext
  readonly because: string
}

/**
 * The one way in: validate, decide, check, journal, apply, answer. The renderer, the portal, the
 * API and a replay all come through here.
 */
export class Dispatcher {
  constructor(
    private readonly ports: DispatcherPorts,
    private readonly operations: ReadonlyMap<string, Operation>,
  ) {}

  /** Decides who asks and whether they may; the context of the call, or why not. */
  admit(operation: Operation, input: unknown, connection: Connection): Admitted | Refusal {
    const { base } = this.ports
    const { privilege } = operation.meta
    const caller = this.callerOf(connection)
    const context = this.contextOf(connection)
    if (privilege === 'public') return { context, because: 'open to everybody' }
    if (!base.world.fabric) return refuse('access.fabric-missing', {})
    if (!caller) return refuse('access.not-signed-in', {})
    if (privilege === 'signed-in') return { context, because: 'signed in' }
    const decision = this.decide(operation, context, input)
    if (decision instanceof Refusal) return decision
    return { context, because: decision.because.join('; ') }
  }

  /** The context of a call on a connection; without a session the caller is nobody. */
  contextOf(connection: Connection): HandlerContext {
    return { ...this.ports.base, connection, caller: this.callerOf(connection) ?? nobody }
  }

  /** Runs a query. */
  async query(operation: Operation, input: unknown, connection: Connection): Promise<unknown> {
    const admitted = this.admit(operation, input, connection)
    if (admitted instanceof Refusal) return admitted
    return operation.handle(admitted.context, input as never)
  }

  /** Runs a command: its answer leaves after the journal entry is on disk. */
  async command(
    operation: Operation,
    input: unknown,
    connection: Connection,
  ): Promise<unknown | Refusal> {
    const early = this.admit(operation, input, connection)
    if (early instanceof Refusal) return this.refused(operation, connection, input, early)
    if (operation.meta.journaled === false) {
      const answer = await operation.handle(early.context, input as never)
      this.note(operation, early.context, input, answer)
      return answer
    }
    const prepared = operation.prepare
      ? await operation.prepare(early.context, input as never)
      : input
    if (prepared instanceof Refusal) return this.refused(operation, connection, {}, prepared)
    // The world may have changed while the input was prepared, so the rights are asked again.
    const admitted = this.admit(operation, prepared, connection)
    if (admitted instanceof Refusal) return this.refused(operation, connection, prepared, admitted)
    return this.carryOut(operation, admitted, prepared)
  }

  /** Applies an entry of the journal again. It was decided when it was written. */
  replay(entry: JournalEntry): void {
    const { base } = this.ports
    const operation = defined(this.operations.get(entry.operation), `operation ${entry.operation}`)
    const caller = base.access.principalOf((entry.actor.userId ?? 'user-0') as UserId) ?? {
      ...nobody,
      name: entry.actor.name,
    }
    if (entry.refusal !== undefined || operation.meta.journaled === false) {
      return recordAudit(base.world, entry, caller, {})
    }
    const context: HandlerContext = {
      ...base,
      caller,
      connection: { kind: 'http', key: 'replay', address: '' },
    }
    const handled = (operation.handle as CommandHandler<unknown>)(context, entry.input)
    if (handled instanceof Refusal) throw new Error(`replay of ${entry.operation}: ${handled.text}`)
    recordAudit(base.world, entry, caller, handled())
  }

  /** The decision on the operation's privilege and on the objects that the input names. */
  decide(operation: Operation, context: HandlerContext, input: unknown): Decision | Refusal {
    const { access, caller } = context
    const privilege = operation.meta.privilege as Privilege
    const { target } = operation.meta
    if (!access.holds(caller, privilege)) return this.denied(context, privilege)
    const named = target && (input as Record<string, unknown>)[target.field]
    // Bulk operations on VMs answer for each VM by itself.
    if (!target || named === undefined || target.kind === 'vm') {
      return access.decide(caller, privilege)
    }
    const ids = (Array.isArray(named) ? named : [named]) as AnyId[]
    let last: Decision = { allowed: true, because: [] }
    for (const id of ids) {
      if (!seesObject(context, id)) return refuse('not-found', { kind: target.kind, id })
      last = access.decide(caller, privilege, id)
      if (!last.allowed) return this.denied(context, privilege, id)
    }
    return last
  }

  private denied(context: HandlerContext, privilege: Privilege, id?: AnyId): Refusal {
    const decision = context.access.decide(context.caller, privilege, id)
    const row = id && (context.world.findAny(id) as { name?: string } | undefined)
    return refuse('access.denied', {
      action: textOfAction(privilege),
      target: row?.name ?? 'anything here',
      missing: decision.missing ?? decision.because.join('; '),
    })
  }

  private carryOut(operation: Operation, admitted: Admitted, input: unknown): unknown {
    const { context } = admitted
    const handled = (operation.handle as CommandHandler<unknown>)(context, input)
    if (handled instanceof Refusal) {
      return this.refused(operation, context.connection, input, handled)
    }
    const entry = this.entry(operation, context.caller, input, admitted.because)
    const failure = this.write(entry)
    if (failure) return failure
    const applied = handled()
    recordAudit(context.world, entry, context.caller, applied)
    return answerOf(applied)
  }

  /** Leaves an audit record of a refused command and answers the refusal. */
  private refused(
    operation: Operation,
    connection: Connection,
    input: unknown,
    refusal: Refusal,
  ): Refusal {
    const { world } = this.ports.base
    const caller = this.callerOf(connection)
    // Strangers could otherwise fill the journal and the disk with refusals.
    if (!world.fabric || !caller) return refusal
    const named = operation.meta.target
      ? { [operation.meta.target.field]: fieldOf(input, operation.meta.target.field) }
      : {}
    const text = `${refusal.code}: ${refusal.text}`
    const entry = { ...this.entry(operation, caller, named, ''), refusal: text }
    if (!this.write(entry)) recordAudit(world, entry, caller, {})
    return refusal
  }

  /** Leaves an audit record of a command that stays out of the journal, such as a sign-in. */
  private note(
    operation: Operation,
    context: HandlerContext,
    input: unknown,
    answer: unknown,
  ): void {
    const { world } = this.ports.base
    const isFlood = answer instanceof Refusal && answer.code === 'access.rate-limited'
    // The failures that led to the limit are on record; those beyond it could go on for ever.
    if (!world.fabric || isFlood) return
    const caller = this.callerOf(context.connection) ?? context.caller
    const name = fieldOf(input, 'name')
    const entry = this.entry(operation, caller, name === undefined ? {} : { name }, 'own affair')
    const noted =
      answer instanceof Refusal
        ? { ...entry, because: '', refusal: `${answer.code}: ${answer.text}` }
        : entry
    if (!this.write(noted)) recordAudit(world, noted, caller, {})
  }

  private entry(
    operation: Operation,
    caller: Principal,
    input: unknown,
    because: string,
  ): JournalEntry {
    const { base } = this.ports
    const known = caller.userId !== nobody.userId
    return {
      seq: this.ports.nextSeq(),
      timeMs: base.world.nowMs,
      wallMs: base.ports.wallMs(),
      actor: known ? { userId: caller.userId, name: caller.name } : { name: caller.name },
      operation: operation.name,
      input,
      because,
    }
  }

  private write(entry: JournalEntry): Refusal | undefined {
    const struck = storeFaultReason(this.ports.base.world, entry)
    if (struck) return refuse('store.failed', { reason: struck })
    try {
      this.ports.append(entry)
      return undefined
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'the disk did not take it'
      return refuse('store.failed', { reason })
    }
  }

  /** The hosts that the connection's user may not know of; undefined where there are none. */
  hiddenHosts(connection: Connection): HiddenHosts | undefined {
    return hiddenHostsOf(this.ports.base, this.callerOf(connection))
  }

  private callerOf(connection: Connection): Principal | undefined {
    const { base } = this.ports
    const userId = connection.token && base.sessions.resolve(connection.token)?.userId
    return userId ? base.access.principalOf(userId as UserId) : undefined
  }
}

function fieldOf(input: unknown, field: string): unknown {
  return typeof input === 'object' && input !== null
    ? (input as Record<string, unknown>)[field]
    : undefined
}

/** Whether the caller may know of the object at all: the read right of its kind. */
export function seesObject(context: HandlerContext, id: AnyId): boolean {
  const kind = kindOfId(id)
  return (
    kind !== undefined && context.access.scope(context.caller, readingPrivilege[kind]).covers(id)
  )
}

function answerOf(applied: Applied): CommandAnswer {
  return {
    ...(applied as object),
    accepted: applied.accepted ?? 1,
    refused: [...(applied.refused ?? [])],
  }
}
