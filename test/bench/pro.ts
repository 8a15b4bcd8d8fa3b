import { Engine } from 'json-rules-engine'
import type { Simulation } from '../../core/engine/simulation.ts'
import { heldNow, passPro, runningRules, sampleMinute } from '../../core/pro/index.ts'
import { shippedPacks } from '../../core/pro/packs/index.ts'
import { objectsOf } from '../../core/pro/signals/index.ts'
import { put } from '../../core/world/index.ts'
import type { ProRule } from '../../shared/domain/index.ts'
import { msPerMinute, ownPackId, proRule, proSchema } from '../../shared/domain/index.ts'
import { quantile, report } from './report.ts'
import { simulationOf } from './stress-fabric.ts'

/** Signals with a limit that few objects pass; each makes three rules, thirty in all. */
const limits = [
  ...[['host', 'totalRunTimePercent', 60] as const, ['host', 'networkPercent', 30] as const],
  ...[['host', 'memoryAvailablePercent', 90] as const, ['host', 'processorRatio', 8] as const],
  ...[['vm', 'processorPercent', 60] as const, ['vm', 'iops', 150] as const],
  ...[['vm', 'processorWaitPercent', 5] as const, ['vm', 'memoryMib', 12000] as const],
  ...[['vm', 'checkpoints', 1] as const, ['vm', 'demandedIops', 150] as const],
]
const parts = [1, 1.2, 1.4]

const words = { description: 'A.', cause: 'B.', remedialAction: 'C.', source: 'D.' }
const rules: readonly ProRule[] = limits.flatMap(([target, name, limit], at) =>
  parts.map((part, step) => {
    const warning = `${name} > ${(limit * part).toFixed(2)}`
    return proRule.parse({ ...words, id: `rule-${at}-${step}`, title: name, target, warning })
  }),
)

function watchWithThirtyRules({ world }: Simulation): void {
  const pack = {
    schema: proSchema,
    version: 1,
    id: ownPackId,
    title: 'Bench',
    description: 'E.',
  } as const
  const none = { origin: 'shipped', isEnabled: false, switches: {} } as const
  for (const { id } of shippedPacks) {
    world.apply(put('rulepack', { ...none, id: world.nextId('rulepack'), packId: id }))
  }
  const id = world.nextId('rulepack')
  const own = {
    ...none,
    origin: 'own' as const,
    isEnabled: true,
    pack: { ...pack, rules: [...rules] },
  }
  world.apply(put('rulepack', { ...own, id, packId: ownPackId }))
  const root = [...world.all('hostgroup')].find(group => group.parentId === undefined)!
  const pro = { monitoring: 'all', automation: 'none' } as const
  world.apply(put('hostgroup', { ...root, pro }))
}

/** All rules over all objects once a simulated minute, beside a rule engine on the same numbers. */
export async function benchPro(): Promise<void> {
  const simulation = simulationOf(25000)
  const { world } = simulation
  simulation.advanceTo(world.nowMs + 10 * msPerMinute)
  watchWithThirtyRules(simulation)
  const taken: number[] = []
  for (let minute = 0; minute < 60; minute++) {
    world.nowMs += msPerMinute
    const began = performance.now()
    passPro(simulation)
    if (minute >= 20) taken.push(performance.now() - began)
  }
  const value = quantile(taken, 0.5)
  const theirs = await benchEngine(simulation)
  const figure = { unit: 'ms', budget: '20 ms' }
  const against = `json-rules-engine, ${theirs.firings} firings each`
  const ratio = theirs.ms / value
  report({ name: 'pro-minute-1000-25000-30', value, ...figure, ratio, against })
  report({ name: 'pro-minute-longest', value: Math.max(...taken), unit: 'ms' })
}

/** The same rules by json-rules-engine; throws where it fires otherwise than ours. */
async function benchEngine({ world }: Simulation): Promise<{ ms: number; firings: number }> {
  let [ms, firings] = [0, 0]
  for (const target of ['host', 'vm'] as const) {
    const mine = runningRules(world).filter(({ rule }) => rule.target === target)
    const minute = sampleMinute(world, target, mine, { minute: 0, isLook: true })
    const columns = new Map(
      mine.map(one => [one.compiled.signals[0]!, minute.columnOf(one)(one.compiled.signals[0]!)]),
    )
    const fired = mine.map(one => heldNow(minute, one).warning!.slice())
    const engine = engineOf(mine.map(({ rule }) => rule))
    const rows = objectsOf(world, target)
    for (let slot = 0; slot < rows.length; slot++) {
      if (!rows[slot]) continue
      const facts = Object.fromEntries([...columns].map(([name, column]) => [name, column[slot]!]))
      const began = performance.now()
      const { events } = await engine.run(facts)
      ms += performance.now() - began
      const ours = fired.reduce((sum, flags) => sum + flags[slot]!, 0)
      if (ours !== events.length) throw new Error(`${rows[slot]!.name}: ${ours} ${events.length}`)
      firings += ours
    }
  }
  return { ms, firings }
}

function engineOf(list: readonly ProRule[]): Engine {
  const engine = new Engine()
  for (const { id, warning = '' } of list) {
    const [fact = '', , limit] = warning.split(' ')
    const all = [{ fact, operator: 'greaterThan', value: Number(limit) }]
    engine.addRule({ conditions: { all }, event: { type: id } })
  }
  return engine
}
