import type { CoreHost } from '../host/index.ts'

/** Why there is no core: it did not start, or it ran and ended by itself. */
export interface CoreStop {
  kind: 'start-failed' | 'stopped'
  error: unknown
}

/**
 * Starts the core, notices when it ends, and closes it once. Who wants the core waits for
 * `running`.
 */
export class CoreSupervisor {
  private current: Promise<CoreHost | undefined> = Promise.resolve(undefined)
  private isClosing = false

  /** @param onStop hears of every stop that nobody asked for */
  constructor(private readonly onStop: (stop: CoreStop) => void) {}

  /** Starts a core in the place of the last one, which has ended. */
  start(launch: () => Promise<CoreHost>): Promise<CoreHost | undefined> {
    this.current = launch().then(
      core => this.watch(core),
      (error: unknown) => this.stopped({ kind: 'start-failed', error }),
    )
    return this.current
  }

  /** The core once it runs, or undefined where it did not start or has ended. */
  running(): Promise<CoreHost | undefined> {
    return this.current
  }

  /** Ends the core after it has written everything, and expects its end. */
  async close(): Promise<void> {
    this.isClosing = true
    const core = await this.current
    await core?.close()
  }

  private watch(core: CoreHost): CoreHost {
    core.onExit(error => {
      if (!this.isClosing) this.stopped({ kind: 'stopped', error })
    })
    return core
  }

  private stopped(stop: CoreStop): undefined {
    this.current = Promise.resolve(undefined)
    this.onStop(stop)
    return undefined
  }
}
