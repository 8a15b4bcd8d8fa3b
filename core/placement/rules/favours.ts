import type { HostFigures, PlacementRequest } from '../figures.ts'
import type { RatingReason } from '../reason.ts'
import { isBrokenOn } from './active.ts'
import { checkNames, outcomesOf } from './checks.ts'
import { isMustRule, keepsCustomRule } from './custom.ts'
import { nameForReader } from './words.ts'

/** Something that moves a host up or down among the others without changing its stars. */
export interface Favour {
  readonly text: string
  /** In points of the score, which goes to 5. */
  readonly points: number
}

/** A check at Favor, or the first of the preferred owners: half a star (ours). */
export const favourPoints = 0.5
/**
 * What should be kept and is not: more than any score, so that hosts that keep it go first (ours).
 */
export const brokenPoints = -5

/**
 * What rules, checks and owners add to the score of a host when hosts are ranked. A fabric in which
 * nobody made any of them has none, and its hosts rank by their scores.
 */
export function favoursOf(
  request: PlacementRequest,
  host: HostFigures,
  found: readonly RatingReason[] = [],
): Favour[] {
  const favours: Favour[] = []
  for (const rule of request.rules ?? []) {
    if (rule.strength !== 'should' || !isBrokenOn(rule, host.slot)) continue
    const name = nameForReader(rule, request.ruleReader)
    favours.push({ text: `${name} would not be kept.`, points: brokenPoints })
  }
  for (const { check, level, passed } of outcomesOf(request, host, found)) {
    const name = checkNames[check]
    if (level === 'favor' && passed) {
      favours.push({ text: `${name} passes, and is favoured.`, points: favourPoints })
    }
    if (level === 'should-meet' && !passed) {
      favours.push({ text: `${name} should pass, and does not.`, points: brokenPoints })
    }
  }
  const { customRules = [], properties } = host.asks ?? {}
  for (const rule of customRules) {
    if (isMustRule(rule) || keepsCustomRule(rule, request.customProperties, properties)) continue
    favours.push({ text: `${rule.property} does not compare as it should.`, points: brokenPoints })
  }
  return [...favours, ...ownerFavour(request, host)]
}

/** Preferred owners in their order: the first half a star, the last the least part of it. */
function ownerFavour({ preferredOwnerIds = [] }: PlacementRequest, host: HostFigures): Favour[] {
  const at = preferredOwnerIds.indexOf(host.hostId)
  if (at < 0) return []
  const points = (favourPoints * (preferredOwnerIds.length - at)) / preferredOwnerIds.length
  const place = preferredOwnerIds.length > 1 ? `, ${at + 1} of ${preferredOwnerIds.length}` : ''
  return [{ text: `${host.hostName} is a preferred owner of the VM${place}.`, points }]
}

/** The sum of the favours. */
export function favourSum(
  request: PlacementRequest,
  host: HostFigures,
  found: readonly RatingReason[] = [],
): number {
  if (!request.rules?.length && !host.asks && !request.preferredOwnerIds?.length) return 0
  return favoursOf(request, host, found).reduce((sum, one) => sum + one.points, 0)
}
