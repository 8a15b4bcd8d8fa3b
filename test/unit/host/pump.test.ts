import { describe, expect, test } from 'vitest'
import { Pump, type PumpTime } from '../../../host/pump.ts'

/** Real time that passes only where the test, or the work of the core, lets it. */
class ScriptedTime implements PumpTime {
  ms = 0
  soons = 0
  private work: { atMs: number; run: () => void } | undefined

  nowMs(): number {
    return this.ms
  }

  wallMs(): number {
    return 1_700_000_000_000 + this.ms
  }

  soon(run: () => void): void {
    this.soons++
    this.work = { atMs: this.ms, run }
  }

  later(run: () => void, delayMs: number): () => void {
    this.work = { atMs: this.ms + delayMs, run }
    return () => void (this.work = undefined)
  }

  /** Lets real time come to a point, with all turns until then. */
  runTo(ms: number): void {
    while (this.work && this.work.atMs <= ms) {
      const { atMs, run } = this.work
      this.work = undefined
      this.ms = Math.max(this.ms, atMs)
      run()
    }
    this.ms = Math.max(this.ms, ms)
  }

  get isIdle(): boolean {
    return this.work === undefined
  }
}

/** A core whose steps cost real time, and that notes what was asked of it. */
function scripted(costMsPerStep = 0) {
  const time = new ScriptedTime()
  const core = {
    ready: true,
    nowMs: 5000,
    clock: { paused: false, factor: 1 },
    factorReached: 0,
    steps: 0,
    beats: 0,
    saves: [] as number[],
    marks: [] as number[],
    pulse: { beat: () => void core.beats++ },
    advanceTo(timeMs: number) {
      expect(Number.isInteger(timeMs)).toBe(true)
      expect(timeMs).toBeGreaterThan(core.nowMs)
      core.nowMs = timeMs
      core.steps++
      time.ms += costMsPerStep
    },
    saveIfDue: (wallMs: number) => void core.saves.push(wallMs),
    markClock: () => void core.marks.push(core.nowMs),
  }
  const pump = new Pump(core, time)
  pump.start()
  return { time, core, pump }
}

describe('pump', () => {
  test.each([1, 10, 60, 600, 3600])(
    'factor %i: simulated time goes that much faster, and the factor reached says so',
    factor => {
      const { time, core } = scripted()
      core.clock = { paused: false, factor }
      time.runTo(4000)
      expect(core.nowMs).toBeGreaterThan(5000 + factor * 3900)
      expect(core.nowMs).toBeLessThanOrEqual(5000 + factor * 4000)
      expect(core.factorReached / factor).toBeCloseTo(1, 1)
    },
  )

  test('paused: nothing moves, and it only wakes for the beats', () => {
    const { time, core } = scripted()
    core.clock = { paused: true, factor: 600 }
    time.runTo(100)
    const before = core.nowMs
    time.soons = 0
    core.beats = 0
    time.runTo(10_100)
    expect(core.nowMs).toBe(before)
    expect(time.soons).toBe(0)
    expect(core.beats).toBe(100)
    expect(core.factorReached).toBe(0)
  })

  test('resumed after a long pause: nothing of the pause is caught up', () => {
    const { time, core } = scripted()
    core.clock = { paused: true, factor: 60 }
    time.runTo(60_000)
    const before = core.nowMs
    core.clock = { paused: false, factor: 60 }
    time.runTo(61_000)
    expect(core.nowMs - before).toBeLessThanOrEqual(60 * 1100)
    expect(core.nowMs - before).toBeGreaterThan(60 * 800)
  })

  test('a machine that slept: what it missed is dropped', () => {
    const { time, core } = scripted()
    time.runTo(1000)
    const before = core.nowMs
    time.ms += 8 * 3_600_000
    time.runTo(time.ms + 1000)
    expect(core.nowMs - before).toBeLessThan(1500)
  })

  test('too slow a machine: slices of ten milliseconds, other work between them, no backlog', () => {
    const { time, core } = scripted(3)
    core.clock = { paused: false, factor: 3600 }
    time.runTo(500)
    const [steps, turns] = [core.steps, time.soons]
    time.runTo(10_000)
    // Four steps of three milliseconds are the first that pass ten.
    expect((core.steps - steps) / (time.soons - turns)).toBeCloseTo(4, 1)
    expect(core.factorReached).toBeGreaterThan(300)
    expect(core.factorReached).toBeLessThan(340)
    core.clock = { paused: false, factor: 1 }
    const before = core.nowMs
    time.runTo(time.ms + 1000)
    expect(core.nowMs - before).toBeLessThan(1500)
  })

  test('slower or faster by hand: the factor reached is that of the new speed alone', () => {
    const { time, core } = scripted()
    core.clock = { paused: false, factor: 600 }
    time.runTo(3000)
    core.clock = { paused: false, factor: 10 }
    time.runTo(3600)
    expect(core.factorReached).toBeCloseTo(10, 0)
  })

  test('the clock is marked each second while it moves, and not while it stands', () => {
    const { time, core } = scripted()
    time.runTo(5000)
    expect(core.marks.length).toBeGreaterThanOrEqual(4)
    expect(core.marks.length).toBeLessThanOrEqual(6)
    core.clock = { paused: true, factor: 1 }
    time.runTo(6200)
    const marks = core.marks.length
    time.runTo(60_000)
    expect(core.marks.length).toBe(marks)
    expect(core.marks.at(-1)).toBe(core.nowMs)
  })

  test('no fabric yet: it waits, and asks for saves with the time on the wall', () => {
    const { time, core } = scripted()
    core.ready = false
    const before = core.nowMs
    time.runTo(1000)
    expect(core.nowMs - before).toBeLessThanOrEqual(1)
    expect(core.saves.at(-1)).toBeGreaterThan(1_700_000_000_000)
  })

  test('stopped: no turn is left', () => {
    const { time, core, pump } = scripted()
    time.runTo(1000)
    pump.stop()
    expect(time.isIdle).toBe(true)
    const before = core.nowMs
    time.runTo(5000)
    expect(core.nowMs).toBe(before)
  })
})
