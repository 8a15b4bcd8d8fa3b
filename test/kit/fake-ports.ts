import type { CorePorts } from '../../core/ports.ts'
import { runScenarioHere } from './scenario-here.ts'
import { MemoryLogs } from './memory-logs.ts'
import { solveInTest } from './solve-in-test.ts'

export interface FakePorts extends CorePorts {
  /** Moves the wall clock. */
  passMs(byMs: number): void
  /** How many passwords were checked, absent ones too. */
  readonly checked: number
  readonly lines: readonly string[]
}

/** Ports with a clock that stands still, numbered tokens, and hashes that hide nothing. */
export function fakePorts(): FakePorts {
  let nowMs = 1_767_600_000_000
  let tokens = 0
  let checked = 0
  const lines: string[] = []
  return {
    wallMs: () => nowMs,
    passMs: byMs => void (nowMs += byMs),
    get checked() {
      return checked
    },
    lines,
    hashPassword: password => Promise.resolve(`hash of ${password}`),
    verifyPassword: (password, hash) => {
      checked++
      return Promise.resolve(hash === `hash of ${password}`)
    },
    randomToken: () => `${String(++tokens).padStart(20, '0')}random-part`,
    hashToken: token => [...token].reverse().join(''),
    unpackTraces: () => Promise.resolve([]),
    runScenario: runScenarioHere,
    solve: solveInTest,
    logs: new MemoryLogs(),
    log: line => void lines.push(line),
  }
}
