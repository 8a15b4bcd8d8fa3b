import type { ProSummary } from '../../shared/contract/index.ts'
import { msPerMinute, proTargets } from '../../shared/domain/index.ts'
import type { Watched } from '../pro/index.ts'
import { openTips, runningRules, sampleMinute, thresholdsIn } from '../pro/index.ts'
import { objectsOf, signalsFor } from '../pro/signals/index.ts'
import type { HandlerContext } from './handler.ts'

/** How many objects a summary names. */
const shown = 5

/**
 * The watched objects that are nearest to a tip: of conditions that compare one signal with one
 * number, by the part of the number that they have reached.
 */
export function nearestOf(context: HandlerContext, watched: Watched): ProSummary['nearest'] {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'pro.read')
  const found: { readonly part: number; readonly view: ProSummary['nearest'][number] }[] = []
  const rules = runningRules(world)
  for (const target of proTargets) {
    const ours = rules.filter(({ rule }) => rule.target === target)
    const simple = ours.flatMap(known => {
      const text = known.rule.warning ?? known.rule.critical
      const [first, ...others] = thresholdsIn(known.rule, text)
      const isRising = first?.sign === '>' || first?.sign === '>='
      const isFigure = first && signalsFor(target).get(first.signal)?.unit !== '0/1'
      return first && others.length === 0 && isRising && isFigure && first.value > 1
        ? [{ known, first }]
        : []
    })
    if (simple.length === 0) continue
    const minute = sampleMinute(
      world,
      target,
      simple.map(({ known }) => known),
      {
        ...{ minute: Math.floor(world.nowMs / msPerMinute), isLook: true },
      },
    )
    const rows = objectsOf(world, target)
    for (const { known, first } of simple) {
      const column = minute.columnOf(known)(first.signal)
      let best = -1
      for (let slot = 0; slot < minute.count; slot++) {
        const row = rows[slot]
        if (!row || watched[target][slot]! < 1 || !(column[slot]! < first.value)) continue
        if (best >= 0 && column[slot]! <= column[best]!) continue
        if (mine.covers(row.id) && !openTips(world, known.key).has(row.id)) best = slot
      }
      const row = rows[best]
      if (!row) continue
      const { unit } = signalsFor(target).get(first.signal)!
      const view = {
        ...{ ruleId: known.key, ruleName: known.rule.title, sourceId: row.id, unit },
        ...{ sourceName: row.name, signal: first.signal, threshold: first.value },
        value: column[best]!,
      }
      found.push({ part: column[best]! / first.value, view })
    }
  }
  return found
    .sort((a, b) => b.part - a.part)
    .slice(0, shown)
    .map(({ view }) => view)
}
