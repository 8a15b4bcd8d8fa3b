import type { HostId } from '../../../shared/domain/index.ts'
import type { RuleProblem } from './problem.ts'

/** Tries before the search gives up and says that it has proved nothing. */
export const searchStepsMax = 20000

export type SearchResult = 'possible' | 'impossible' | 'not-proven'

/**
 * Whether all units find a host: depth first, always the unit with the fewest hosts left, exact up
 * to so many tries. Memory counts against what a host may give to VMs.
 */
export function search({ units, aparts, roomMib }: RuleProblem): SearchResult {
  const neighbours = neighboursOf(units.length, aparts)
  const chosen = new Array<HostId | undefined>(units.length).fill(undefined)
  const left = new Map(roomMib)
  let steps = 0

  const mayGo = (at: number, id: HostId): boolean => {
    if (left.get(id)! < units[at]!.memoryMib) return false
    return neighbours[at]!.every(({ unit, covers }) => chosen[unit] !== id || !covers.has(id))
  }
  const next = (): { at: number; hosts: HostId[] } | undefined => {
    let best: { at: number; hosts: HostId[] } | undefined
    for (let at = 0; at < units.length; at++) {
      if (chosen[at] !== undefined) continue
      const hosts = units[at]!.hosts.map(host => host.id).filter(id => mayGo(at, id))
      if (!best || hosts.length < best.hosts.length) best = { at, hosts }
      if (hosts.length === 0) return best
    }
    return best
  }
  const fill = (): SearchResult => {
    if (++steps > searchStepsMax) return 'not-proven'
    const unit = next()
    if (!unit) return 'possible'
    const { memoryMib } = units[unit.at]!
    for (const id of unit.hosts) {
      chosen[unit.at] = id
      left.set(id, left.get(id)! - memoryMib)
      const result = fill()
      if (result !== 'impossible') return result
      left.set(id, left.get(id)! + memoryMib)
      chosen[unit.at] = undefined
    }
    return 'impossible'
  }
  return fill()
}

interface Neighbour {
  readonly unit: number
  readonly covers: ReadonlySet<HostId>
}

function neighboursOf(units: number, aparts: RuleProblem['aparts']): Neighbour[][] {
  const neighbours: Neighbour[][] = Array.from({ length: units }, () => [])
  for (const { units: members, covers } of aparts) {
    for (const at of members) {
      for (const unit of members) if (unit !== at) neighbours[at]!.push({ unit, covers })
    }
  }
  return neighbours
}

/**
 * Units of which each needs a host of its own and that have too few together: found by matching,
 * which is exact at any size. Undefined where each finds one.
 */
export function crowdedIn(
  { units }: RuleProblem,
  { units: members, covers }: RuleProblem['aparts'][number],
): { units: number[]; hostIds: HostId[] } | undefined {
  const holder = new Map<HostId, number>()
  // Who could be somewhere that the rule does not reach needs no host of its own.
  const bound = members.filter(at => units[at]!.hosts.every(host => covers.has(host.id)))
  for (const at of bound) {
    const tried = new Set<HostId>()
    const reach = new Set([at])
    const place = (unit: number): boolean => {
      for (const { id } of units[unit]!.hosts) {
        if (tried.has(id)) continue
        tried.add(id)
        const other = holder.get(id)
        if (other !== undefined) reach.add(other)
        if (other === undefined || place(other)) {
          holder.set(id, unit)
          return true
        }
      }
      return false
    }
    if (!place(at)) return { units: [...reach], hostIds: [...tried] }
  }
  return undefined
}
