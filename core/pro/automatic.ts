import type { Simulation } from '../engine/simulation.ts'
import { covers, levelsAt } from './levels.ts'
import { findRule } from './rules.ts'
import { startRemedy } from './run.ts'
import { isDrill } from './storm.ts'

/**
 * Carries out by itself what the automation level of a place covers; a failed tip is for people,
 * and so is one that a drill raised.
 */
export function automate(simulation: Simulation): void {
  const { world } = simulation
  for (const tip of [...world.all('tip')]) {
    if (tip.status !== 'active' || tip.more !== undefined) continue
    if (isDrill(world, tip)) continue
    const rule = findRule(world, tip.rule)
    if (!rule || rule.rule.remedy.length === 0) continue
    const { automation } = levelsAt(world, tip.sourceId).levels
    if (!covers(automation, tip.severity)) continue
    startRemedy(simulation, tip, undefined)
  }
}
