import type { FaultId, FaultKind } from '../../shared/domain/index.ts'
import { busyVmStates, msPerSecond } from '../../shared/domain/index.ts'
import type { Connection } from '../api/handler.ts'
import { brokenInvariants } from '../checks/index.ts'
import { Core } from '../core.ts'
import type { Simulation } from '../engine/simulation.ts'
import { endFault, openFaults, settle } from '../faults/index.ts'
import { conditionOf } from '../hosts/index.ts'
import { stateHash } from '../restore.ts'
import { Chance } from './chance.ts'
import { give, giveRandom } from './commands.ts'
import { buildRandomFabric } from './fabric.ts'
import { noStore, plainPorts } from './ports.ts'
import { injectRandom } from './sweep-faults.ts'

/** What one seed did, and what it broke. */
export interface SeedOutcome {
  readonly seed: number
  readonly events: number
  readonly fired: ReadonlyMap<FaultKind, number>
  /** The state at the end: the same seed always leaves the same. */
  readonly hash: string
  /** In which step, after what, and the sentence of what is broken. */
  readonly failure?: string
}

/** Simulated time that a fabric may need to come to rest once all faults are over (ours). */
const settleMaxS = 4 * 3600
/** Forks of one seed; each is hashed whole several times. */
const forksMax = 4
const password = 'correct horse battery'

class BrokenInvariant extends Error {}

/**
 * One seed: a random fabric, `steps` random commands, faults, forks and stretches of time, with all
 * invariants after every event; then all faults end, and everything has to come to rest.
 */
export async function sweepSeed(seed: number, steps: number): Promise<SeedOutcome> {
  const run = await SeedRun.begin(seed)
  let at = 'at the start'
  try {
    run.check()
    for (let step = 1; step <= steps; step++) {
      at = `step ${step}`
      const did = await run.step()
      at = `step ${step} (${did})`
      run.check()
    }
    at = 'after settling'
    run.settle()
  } catch (error) {
    const isBroken = error instanceof BrokenInvariant
    const what = isBroken ? error.message : `it threw ${(error as Error).stack ?? String(error)}`
    return run.outcome(`${at}: ${what}`)
  }
  return run.outcome()
}

class SeedRun {
  private readonly core = new Core({ store: noStore(), ports: plainPorts() })
  private readonly connection: Connection = { kind: 'window', key: 'sweep', address: 'sweep' }
  private readonly fired = new Map<FaultKind, number>()
  private events = 0
  private forks = 0

  private constructor(
    private readonly seed: number,
    private readonly chance: Chance,
  ) {}

  static async begin(seed: number): Promise<SeedRun> {
    const run = new SeedRun(seed, new Chance(seed))
    const { core, connection } = run
    const administratorName = 'admin'
    await give(core, connection, 'setup.create', {
      ...{ fabric: 'empty', seed, administratorName, administratorPassword: password },
    })
    await give(core, connection, 'session.signIn', { name: administratorName, password })
    buildRandomFabric(core.simulation, run.chance)
    await give(core, connection, 'user.create', { name: 'delia', password: 'long enough for me' })
    await give(core, connection, 'role.create', {
      ...{ name: 'Site', profile: 'delegated-administrator', userIds: ['user-2'] },
      scope: { hostGroupIds: ['hostgroup-2'] },
    })
    run.watch()
    return run
  }

  /** One random deed, in words. */
  async step(): Promise<string> {
    const { chance, core } = this
    const dice = chance.integer(0, 99)
    if (dice < 40) return this.pass()
    if (dice < 80) return giveRandom(core, this.connection, chance)
    if (dice < 94) return injectRandom(core, chance)
    if (dice < 98) return this.endOne()
    return this.forks < forksMax ? this.fork() : this.pass()
  }

  check(): void {
    checkNow(this.core.simulation)
  }

  /** Ends all faults, and lets time pass until nothing is under way. */
  settle(): void {
    const { simulation } = this.core
    settle(simulation)
    this.check()
    let unrest = unrestOf(simulation)
    for (let second = 0; second < settleMaxS && unrest; second += 5) {
      simulation.advanceTo(simulation.world.nowMs + 5 * msPerSecond)
      unrest = unrestOf(simulation)
    }
    if (unrest) throw new BrokenInvariant(`all faults ended ${settleMaxS} s ago, and ${unrest}`)
  }

  outcome(failure?: string): SeedOutcome {
    const { seed, events, fired } = this
    const hash = stateHash(this.core.simulation)
    return { seed, events, fired, hash, ...(failure === undefined ? {} : { failure }) }
  }

  private watch(): void {
    const { simulation } = this.core
    simulation.afterEvent = () => {
      this.events++
      checkNow(simulation)
    }
    simulation.world.listen((change, before) => {
      if (change.table !== 'fault' || 'gone' in change || change.row.status !== 'active') return
      if ((before as { status?: string } | undefined)?.status === 'active') return
      const { kind } = change.row
      this.fired.set(kind, (this.fired.get(kind) ?? 0) + 1)
    })
  }

  private pass(): string {
    const { chance, core } = this
    const ms = chance.percent(5) ? chance.integer(30000, 300000) : chance.integer(1, 15000)
    core.advanceTo(core.nowMs + ms)
    return `${ms} ms pass`
  }

  private endOne(): string {
    const { simulation } = this.core
    const fault = this.chance.any(openFaults(simulation.world))
    if (!fault) return 'no fault to end'
    endFault(simulation, fault.id as FaultId)
    return `${fault.kind} of ${fault.targetName} ends`
  }

  /** A copy is equal, has the same future while nobody interferes, and leaves this one alone. */
  private fork(): string {
    this.forks++
    const { core, chance } = this
    const before = core.stateHash()
    const copy = core.fork()
    if (stateHash(copy) !== before) throw new BrokenInvariant('a fork has another hash')
    copy.afterEvent = () => checkNow(copy)
    const ms = chance.integer(1, 60000)
    copy.advanceTo(copy.world.nowMs + ms)
    if (core.stateHash() !== before) throw new BrokenInvariant('a fork touched its original')
    const after = stateHash(copy)
    core.advanceTo(core.nowMs + ms)
    if (core.stateHash() !== after) throw new BrokenInvariant('a fork had another future')
    return `a fork for ${ms} ms`
  }
}

function checkNow(simulation: Simulation): void {
  const broken = brokenInvariants(simulation)
  if (broken.length > 0) throw new BrokenInvariant(broken.join('; '))
}

/** What is still under way, where something is. */
function unrestOf({ world, queue }: Simulation): string | undefined {
  for (const id of world.index.openJobs) {
    const job = world.get('job', id)
    return `the job ${id} (${job.name}) of ${job.targetName} is still ${job.status}`
  }
  for (const vm of world.all('vm')) {
    if (busyVmStates.has(vm.state)) return `${vm.name} is still ${vm.state}`
  }
  for (const host of world.all('host')) {
    if (conditionOf(host) !== 'up') return `${host.name} is still ${conditionOf(host)}`
  }
  const [fault] = openFaults(world)
  if (fault) return `${fault.kind} of ${fault.targetName} is still ${fault.status}`
  const waiting = queue.peek()
  return waiting && waiting.type.startsWith('fault.')
    ? `${waiting.type} is still queued`
    : undefined
}
