import type { WirePort } from '../shared/wire/index.ts'
import type { Connection } from './api/handler.ts'
import { operations } from './api/operations.ts'
import { serverOf } from './api/serve.ts'
import type { CoreOptions } from './core.ts'
import { Core } from './core.ts'

export type { Connection } from './api/handler.ts'
export type { ServedCore as Core }
export type { LogBeginning, LogPort, LogSize, LogSource, RecordedColumn } from './log-port.ts'
export type {
  Checkpoint,
  CorePorts,
  HistoryBlock,
  JournalEntry,
  ScenarioRequest,
  ScenarioRun,
  SolverLimits,
  SolverModel,
  SolverProgress,
  SolverRun,
  SolverSolution,
  SolverWatcher,
  ScenarioWatcher,
  StoredRow,
  StoredSession,
  StoredState,
  StorePort,
  UnpackedTrace,
} from './ports.ts'

export { hashAfter } from './hash-after.ts'
export {
  settleFabric,
  settlingTasks,
  sweepSeed,
  type SeedOutcome,
  type SettlingOutcome,
  type SettlingTask,
} from './sweep/index.ts'
export {
  hearLaboratories,
  scenarios,
  type Scenario,
  type ScenarioLine,
  type ScenarioOptions,
  type ScenarioOutcome,
} from './scenarios/index.ts'
export {
  placements,
  policies,
  recorded,
  runExperiment,
  selections,
  shortTrace,
  traceDay,
  type DayTrace,
  type ExperimentOptions,
  type ExperimentResult,
  type Recorded,
  type TraceDay,
} from './consolidation/index.ts'

/** A core that clients can connect to. */
export class ServedCore extends Core {
  private readonly serve: ReturnType<typeof serverOf>

  constructor(options: CoreOptions) {
    super(options)
    this.serve = serverOf(this, line => options.ports.log(line))
  }

  /** Serves a client on a port until either side closes it. */
  connect(port: WirePort, connection: Connection): void {
    this.serve(port, connection)
  }

  /** What a first run does, for a host that was told so on its command line. */
  setup(input: unknown): Promise<unknown> {
    const connection: Connection = { kind: 'http', key: 'command line', address: '' }
    return this.dispatcher.command(operations.get('setup.create')!, input, connection)
  }
}

/** Opens the core over a store: empty, or where it was when it was stopped or killed. */
export function createCore(options: CoreOptions): ServedCore {
  return new ServedCore(options)
}
