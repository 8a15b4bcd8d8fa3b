import { brokenInvariants, watchOver } from '../../core/checks/index.ts'
import { createCore } from '../../core/index.ts'
import type { Connection, CorePorts, LogPort } from '../../core/index.ts'
import { operations } from '../../core/api/operations.ts'
import type { Client } from '../../shared/contract/index.ts'
import { contract } from '../../shared/contract/index.ts'
import type { FabricKind } from '../../shared/domain/index.ts'
import { Refusal } from '../../shared/refusals/index.ts'
import { solveInTest } from './solve-in-test.ts'
import { runScenarioHere } from './scenario-here.ts'
import { MemoryLogs } from './memory-logs.ts'
import { MemoryStore } from './memory-store.ts'

/** VMs from which on invariants run after every so many events only. */
const largeVms = 100
const largeEvery = 20

/** Ports without chance and without cost: the hash of a password is the password, marked. */
export function plainPorts(logs: LogPort = new MemoryLogs()): CorePorts & { wall: number } {
  let tokens = 0
  return {
    wall: 1_800_000_000_000,
    wallMs() {
      return this.wall
    },
    hashPassword: async password => `plain:${password}`,
    verifyPassword: async (password, hash) => hash === `plain:${password}`,
    randomToken: () => `${String(++tokens).padStart(8, '0')}-no-chance-in-this-token`,
    hashToken: token => `hashed:${token}`,
    unpackTraces: async () => [],
    runScenario: runScenarioHere,
    solve: solveInTest,
    logs,
    log: () => undefined,
  }
}

/** Calls operations of a core as one client: the contract's client, without a wire. */
export type LabClient = Client & { readonly connection: Connection; userName: string }

/**
 * A core in memory for scenarios: commands go through the dispatcher, invariants run after events.
 */
export class Lab {
  readonly ports: ReturnType<typeof plainPorts>
  readonly core: ReturnType<typeof createCore>

  constructor(
    readonly store = new MemoryStore(),
    logs: LogPort = new MemoryLogs(),
  ) {
    this.ports = plainPorts(logs)
    this.core = createCore({ store, ports: this.ports })
    this.watchInvariants()
  }

  /** A lab with a fabric, and its administrator signed in. */
  static async with(
    fabric: FabricKind,
    seed = 1,
    logs?: LogPort,
  ): Promise<{ lab: Lab; admin: LabClient }> {
    const lab = new Lab(undefined, logs)
    await lab.core.setup({
      fabric,
      seed,
      administratorName: 'admin',
      administratorPassword: 'correct horse battery',
    })
    return { lab, admin: await lab.signIn('admin', 'correct horse battery') }
  }

  /** The same disk, after the process died. */
  afterKill(): Lab {
    return new Lab(new MemoryStore(this.store.image()), this.ports.logs)
  }

  async signIn(name: string, password: string): Promise<LabClient> {
    const client = this.client()
    await client.session.signIn({ name, password })
    client.userName = name
    return client
  }

  /** A client that is not signed in. */
  client(): LabClient {
    const connection: Connection = { kind: 'window', key: 'test', address: 'test' }
    return clientOf(this, connection)
  }

  /** Lets simulated time pass, in seconds. */
  run(seconds: number): void {
    this.core.advanceTo(this.core.nowMs + seconds * 1000)
  }

  /** Runs until no job is open, or the budget of simulated seconds is used up. */
  settle(secondsMax = 36000): void {
    for (let second = 0; second < secondsMax && this.openJobs > 0; second++) this.run(1)
    if (this.openJobs > 0) throw new Error(`${this.openJobs} jobs are still open`)
    const broken = brokenInvariants(this.core.simulation)
    if (broken.length > 0) throw new Error(broken.join('; '))
  }

  get openJobs(): number {
    return this.core.simulation.world.index.openJobs.size
  }

  private watchInvariants(): void {
    const { simulation } = this.core
    const watch = watchOver(simulation)
    let events = 0
    simulation.afterEvent = () => {
      // Dozens of checks over hundreds of VMs take longer than what they check.
      const isLarge = simulation.world.count('vm') > largeVms
      if (isLarge && ++events % largeEvery !== 0) return
      const broken = watch.broken()
      if (broken.length > 0) throw new Error(broken.join('; '))
    }
  }
}

/** Throws refusals as themselves, so that a test can expect their code and data. */
function clientOf(lab: Lab, connection: Connection): LabClient {
  const client: Record<string, unknown> = { connection, userName: '' }
  for (const [area, entries] of Object.entries(contract)) {
    const calls: Record<string, unknown> = {}
    for (const [entry, declared] of Object.entries(entries)) {
      calls[entry] = async (raw: unknown) => {
        const operation = operations.get(`${area}.${entry}`)
        if (!operation) throw new Error(`no operation ${area}.${entry}`)
        const schema = (
          declared as { '~orpc': { inputSchema?: { parse(raw: unknown): unknown } } }
        )['~orpc'].inputSchema
        const input = schema ? schema.parse(raw) : raw
        const { dispatcher } = lab.core
        const answer =
          operation.meta.kind === 'query'
            ? await dispatcher.query(operation, input, connection)
            : await dispatcher.command(operation, input, connection)
        if (answer instanceof Refusal) throw answer
        return answer
      }
    }
    client[area] = calls
  }
  return client as unknown as LabClient
}

/**
 * The refusal that a call was answered with; a call that was carried out is an error of the test.
 */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call
  } catch (error) {
    if (error instanceof Refusal) return error as unknown as Refusal
    throw error
  }
  throw new Error('the call was not refused')
}
