import type { ProPack, ProRule, ProTest } from '../../../shared/domain/index.ts'
import { levelOf, levels, takeSample } from '../course.ts'
import type { CompiledRule } from '../rule.ts'
import { compileRule, conditionFields } from '../rule.ts'
import { emptyRing, fillWindow, pushSamples } from '../window.ts'

/** What a test of a pack said. */
export interface TestOutcome {
  readonly ruleId: string
  readonly name: string
  readonly expected: ProTest['expect']
  readonly got: ProTest['expect']
  readonly passed: boolean
}

/**
 * Runs the tests within a pack by the same conditions, windows and courses as the engine: each
 * gives one object samples, a minute apart, and names the level at their end.
 */
export function testPack(pack: ProPack): TestOutcome[] {
  return pack.rules.flatMap(rule => testRule(rule))
}

function testRule(rule: ProRule): TestOutcome[] {
  const compiled = compileRule(rule)
  return rule.tests.map(test => {
    const got = 'rule' in compiled ? levelAfter(rule, compiled.rule, test.samples) : 'none'
    const passed = 'rule' in compiled && got === test.expect
    return { ruleId: rule.id, name: test.name, expected: test.expect, got, passed }
  })
}

const names = ['none', 'warning', 'critical'] as const

/**
 * The level that samples bring one object to. A signal with fewer samples than others keeps its
 * last one.
 */
function levelAfter(
  rule: ProRule,
  compiled: CompiledRule,
  samples: ProTest['samples'],
): ProTest['expect'] {
  const minutes = Math.max(0, ...Object.values(samples).map(one => one.length))
  const rings = new Map(compiled.signals.map(name => [name, emptyRing(1)]))
  const course = new Uint32Array(1)
  for (let minute = 0; minute < minutes; minute++) {
    const columns = new Map<string, Float64Array>()
    for (const [name, ring] of rings) {
      const given = samples[name] ?? []
      const column = Float64Array.of(given[Math.min(minute, given.length - 1)] ?? NaN)
      pushSamples(ring, minute, column, 1)
      const window = rule.windows[name]
      if (window) fillWindow(ring, minute, window, 1, column)
      columns.set(name, column)
    }
    takeSample(rule, heldIn(compiled, columns), 1, course)
  }
  return names[levelOf(course[0]!)] ?? names[levels.none]
}

function heldIn(compiled: CompiledRule, columns: ReadonlyMap<string, Float64Array>) {
  const held: Partial<Record<(typeof conditionFields)[number], Uint8Array>> = {}
  for (const field of conditionFields) {
    const condition = compiled[field]
    if (!condition) continue
    const out = new Uint8Array(1)
    condition.run(name => columns.get(name)!, 1, out)
    held[field] = out
  }
  return held
}
