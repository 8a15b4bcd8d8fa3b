import type { ContractRouterClient, InferContractRouterInputs } from '@orpc/contract'
import type { AnyId, JobId } from '../../shared/domain/index.ts'
import type { Contract, RefusedItem } from '../../shared/contract/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import type { AccessEvaluator, Principal, Sessions } from '../access/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { History } from '../history/index.ts'
import type { CorePorts } from '../ports.ts'
import type { Workload } from '../workload/index.ts'
import type { World } from '../world/index.ts'

type Parsed<Procedure> = Procedure extends { '~orpc': { inputSchema?: infer Schema } }
  ? NonNullable<Schema> extends { '~standard': { types?: infer Types } }
    ? NonNullable<Types> extends { output: infer Output }
      ? Output
      : never
    : never
  : never
type Answered<Procedure> = Procedure extends { '~orpc': { outputSchema?: infer Schema } }
  ? NonNullable<Schema> extends { '~standard': { types?: infer Types } }
    ? NonNullable<Types> extends { input: infer Input }
      ? Input
      : never
    : never
  : never
type Area = keyof Contract

/** The parsed input of an operation, such as `InputOf<'vm', 'list'>`. */
export type InputOf<A extends Area, Name extends keyof Contract[A]> = Parsed<Contract[A][Name]>
/** What a handler of the operation answers. */
export type OutputOf<A extends Area, Name extends keyof Contract[A]> = Answered<Contract[A][Name]>

/**
 * What every handler gets. The caller's right to the privilege and to named targets is decided
 * before.
 */
export interface HandlerContext {
  readonly world: World
  readonly access: AccessEvaluator
  readonly caller: Principal
  /** Which connection asks: only session operations need it. */
  readonly connection: Connection
  readonly ports: CorePorts
  readonly sessions: Sessions
  readonly workload: Workload
  /** Jobs, queue and chance: for handlers that start a process. */
  readonly simulation: Simulation
  /** Absent where a fork is asked, which has none. */
  readonly history?: History
  /** What the host knows of itself: for the status bar. */
  readonly host: HostFacts
}

/** Facts of the host that pumps the clock and keeps the store. */
export interface HostFacts {
  readonly factorReached: number
  readonly savedWallMs: number | undefined
  readonly saveFailure: string | undefined
}

/** A client's connection; it carries the session that was begun on it. */
export interface Connection {
  readonly kind: 'window' | 'socket' | 'http'
  readonly key: string
  readonly address: string
  token?: string
}

/** Answers with the output or a refusal, and changes nothing. */
export type QueryHandler<Input, Output> = (
  context: HandlerContext,
  input: Input,
) => Output | Refusal | Promise<Output | Refusal>

/** What the second half of a command made: the dispatcher adds undo, audit record and job. */
export interface Applied {
  readonly jobId?: JobId
  readonly id?: AnyId
  readonly accepted?: number
  readonly refused?: readonly RefusedItem[]
  readonly undo?: { readonly operation: string; readonly input: unknown }
}

/**
 * A command handler reads and answers either a refusal or its second half. The dispatcher writes
 * the journal between the two; the second half changes the world and must not fail. Both halves are
 * pure in time and chance, since a replay runs them again.
 */
export type CommandHandler<Input> = (
  context: HandlerContext,
  input: Input,
) => Refusal | (() => Applied)

/** Types that callers of the whole contract need. */
export type ContractInputs = InferContractRouterInputs<Contract>
export type ContractClient = ContractRouterClient<Contract>
