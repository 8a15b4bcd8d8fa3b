import type { TipSignal } from '../../shared/contract/index.ts'
import { msPerMinute, proSamplesKept } from '../../shared/domain/index.ts'
import type { World } from '../world/index.ts'
import type { ComparisonSign, TruthNode } from './condition/index.ts'
import { parseCondition } from './condition/index.ts'
import type { Minute } from './evaluate.ts'
import type { RunningRule } from './rules.ts'
import { signalsFor } from './signals/index.ts'

/** A number that a condition compares a signal with. */
export interface Threshold {
  readonly signal: string
  readonly sign: ComparisonSign
  readonly value: number
}

const turned: Readonly<Record<ComparisonSign, ComparisonSign>> = {
  ...{ '>': '<', '>=': '<=', '<': '>', '<=': '>=', '==': '==', '!=': '!=' },
}

/** The comparisons of a condition that set one signal against one number. */
export function thresholdsIn(rule: RunningRule['rule'], text: string | undefined): Threshold[] {
  if (text === undefined) return []
  const { parameters, target } = rule
  const names = [...signalsFor(target).keys(), ...Object.keys(parameters)]
  const parsed = parseCondition(text, names)
  if ('problems' in parsed) return []
  const found: Threshold[] = []
  collect(parsed.node, name => parameters[name]?.value, found)
  return found
}

function collect(
  node: TruthNode,
  parameter: (name: string) => number | undefined,
  found: Threshold[],
): void {
  if (node.kind === 'and' || node.kind === 'or') {
    collect(node.left, parameter, found)
    collect(node.right, parameter, found)
  }
  if (node.kind !== 'comparison') return
  const { left, right, sign } = node
  const numberOf = (side: typeof left) => {
    if (side.kind === 'constant') return side.value
    return side.kind === 'name' ? parameter(side.name) : undefined
  }
  const [leftValue, rightValue] = [numberOf(left), numberOf(right)]
  if (left.kind === 'name' && leftValue === undefined && rightValue !== undefined) {
    found.push({ signal: left.name, sign, value: rightValue })
  } else if (right.kind === 'name' && rightValue === undefined && leftValue !== undefined) {
    found.push({ signal: right.name, sign: turned[sign], value: leftValue })
  }
}

/** The signals of a rule on one object: the samples kept, the last one, and the thresholds. */
export function signalsOn(
  world: World,
  minute: Minute,
  rule: RunningRule,
  slot: number,
): TipSignal[] {
  const known = signalsFor(rule.rule.target)
  const warnings = thresholdsIn(rule.rule, rule.rule.warning)
  const criticals = thresholdsIn(rule.rule, rule.rule.critical)
  return rule.compiled.signals.map(name => {
    const { title, unit } = known.get(name)!
    const warning = warnings.find(one => one.signal === name)
    const critical = criticals.find(one => one.signal === name)
    const comparison = (critical ?? warning)?.sign
    return {
      ...{ name, title, unit, samples: samplesOn(world, minute, rule, name, slot) },
      ...(comparison ? { comparison } : {}),
      ...(warning ? { warning: warning.value } : {}),
      ...(critical ? { critical: critical.value } : {}),
    }
  })
}

/** Samples with their times, oldest first; the last one is the exact number that was judged. */
function samplesOn(
  world: World,
  { columnOf }: Minute,
  rule: RunningRule,
  name: string,
  slot: number,
): [number, number][] {
  const nowMs = Math.floor(world.nowMs / msPerMinute) * msPerMinute
  const ring = world.pro.ringOf(`${rule.rule.target}.${name}`)
  const minute = nowMs / msPerMinute
  const found: [number, number][] = []
  for (let back = proSamplesKept - 1; back > 0 && ring; back--) {
    const value = ring[slot * proSamplesKept + ((minute - back) % proSamplesKept)]
    if (value === undefined || Number.isNaN(value)) continue
    found.push([nowMs - back * msPerMinute, value])
  }
  const last = columnOf(rule)(name)[slot]
  if (last !== undefined && !Number.isNaN(last)) found.push([nowMs, last])
  return found
}
