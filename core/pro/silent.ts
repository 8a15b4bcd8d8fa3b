import type { AnyId, ProTarget } from '../../shared/domain/index.ts'
import { kindOfId, msPerMinute } from '../../shared/domain/index.ts'
import type { World } from '../world/index.ts'
import { standsOn } from './levels.ts'
import type { KnownRule } from './rules.ts'
import { openTips, tipIndex, waiverOf } from './tips.ts'

/**
 * What keeps a rule silent about an object though its condition holds, each in a sentence: a
 * waiver, a tip of a rule on which it depends, or the rest after its last tip.
 */
export function keptSilent(world: World, { key, known, rule }: KnownRule, id: AnyId): string[] {
  const said: string[] = []
  const waiver = waiverOf(world, key, id)
  if (waiver) said.push(`${waiver.byName} waived it: ${waiver.reason}`)
  if (rule.dependsOn.length > 0) {
    const places = [id, ...standsOn(world, id)]
    for (const name of rule.dependsOn) {
      const tips = openTips(world, `${known.pack.id}/${name}`)
      const tip = places.map(place => tips.get(place)).find(one => one !== undefined)
      if (tip)
        said.push(`The tip "${tip.name}" on ${tip.sourceName} is open, and this follows from it.`)
    }
  }
  const endedMs = tipIndex(world).endedMs.get(`${key}|${id}`)
  const leftMs = (endedMs ?? -Infinity) + rule.cooldownMin * msPerMinute - world.nowMs
  if (leftMs > 0) {
    const left = Math.ceil(leftMs / msPerMinute)
    said.push(`It rests for ${rule.cooldownMin} minutes after a tip, and ${left} are left.`)
  }
  return said
}

/** Whether a rule watches objects of the kind of this id. */
export function isTarget(target: ProTarget, id: AnyId): boolean {
  return kindOfId(id) === target
}
