import { FactorMeter } from './factor-meter.ts'

/** What the pump drives. */
export interface PumpedCore {
  readonly ready: boolean
  readonly nowMs: number
  readonly clock: { readonly paused: boolean; readonly factor: number }
  factorReached: number
  advanceTo(timeMs: number): void
  /** Lets the streams look for what changed. */
  readonly pulse: { beat(): void }
  saveIfDue(wallMs: number): unknown
  markClock(): void
}

/** Real time as the pump sees it; a test has its own. */
export interface PumpTime {
  /** Milliseconds of a clock that nobody sets. */
  nowMs(): number
  wallMs(): number
  /** Runs the work when waiting messages were handled. */
  soon(work: () => void): void
  /** Runs the work after a time; answers the function that cancels it. */
  later(work: () => void, delayMs: number): () => void
}

/** Processor time after which waiting messages get their turn. */
const sliceMs = 10
/** Simulated time of one step inside a slice, after which the slice's time is looked at. */
const stepMs = 1000
/** Real time between two looks at the clock while nothing is behind. */
const restMs = 50
const beatEveryMs = 100
const markEveryMs = 1000
/**
 * Real time that may be caught up. What a sleeping or overloaded machine fell behind by more than
 * this is dropped: simulated time then goes slower than asked, and the factor reached says so.
 */
const catchUpMs = 200

/** Moves simulated time with real time, in slices that let messages through, and keeps it noted. */
export class Pump {
  private readonly meter = new FactorMeter()
  private isRunning = false
  private cancel: () => void = () => undefined
  private lastMs = 0
  /** Where simulated time should be by now. */
  private dueMs = 0
  private factor = 0
  private nextBeatMs = 0
  private nextMarkMs = 0
  private markedMs = -1

  constructor(
    private readonly core: PumpedCore,
    private readonly time: PumpTime = nodeTime,
  ) {}

  start(): void {
    this.isRunning = true
    this.lastMs = this.time.nowMs()
    this.dueMs = this.core.nowMs
    this.turn()
  }

  /** Stops after the present slice, which has ended when this is called from outside. */
  stop(): void {
    this.isRunning = false
    this.cancel()
  }

  private turn(): void {
    if (!this.isRunning) return
    this.setDue()
    this.runSlice()
    this.keep()
    if (this.isBehind()) this.time.soon(() => this.turn())
    else this.cancel = this.time.later(() => this.turn(), this.restMs())
  }

  private setDue(): void {
    const nowMs = this.time.nowMs()
    const passedMs = nowMs - this.lastMs
    this.lastMs = nowMs
    const { paused, factor } = this.core.clock
    const present = paused || !this.core.ready ? 0 : factor
    if (present !== this.factor) this.meter.reset()
    this.factor = present
    const latestMs = this.core.nowMs + present * catchUpMs
    const dueMs = Math.max(this.core.nowMs, this.dueMs + present * passedMs)
    this.dueMs = Math.min(latestMs, dueMs)
  }

  private runSlice(): void {
    const endMs = this.time.nowMs() + sliceMs
    while (this.isBehind() && this.time.nowMs() < endMs) {
      this.core.advanceTo(Math.min(Math.floor(this.dueMs), this.core.nowMs + stepMs))
    }
  }

  /** What is due by real time: a beat for the streams, a save, a mark of the clock. */
  private keep(): void {
    const nowMs = this.time.nowMs()
    if (nowMs >= this.nextBeatMs) {
      this.nextBeatMs = nowMs + beatEveryMs
      const reached = this.factor === 0 ? 0 : this.meter.read(nowMs, this.core.nowMs)
      this.core.factorReached = Math.round(reached * 10) / 10
      this.core.saveIfDue(this.time.wallMs())
      this.core.pulse.beat()
    }
    if (nowMs >= this.nextMarkMs && this.core.nowMs !== this.markedMs) {
      this.nextMarkMs = nowMs + markEveryMs
      this.markedMs = this.core.nowMs
      this.core.markClock()
    }
  }

  private isBehind(): boolean {
    return this.core.nowMs < Math.floor(this.dueMs)
  }

  /** A paused clock only waits for the next beat. */
  private restMs(): number {
    return this.factor === 0 ? beatEveryMs : restMs
  }
}

const nodeTime: PumpTime = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  soon: work => void setImmediate(work),
  later(work, delayMs) {
    const timer = setTimeout(work, delayMs)
    return () => clearTimeout(timer)
  },
}
