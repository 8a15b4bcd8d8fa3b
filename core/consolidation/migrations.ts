import type { Centre } from './centre.ts'
import { migrationS } from './hardware.ts'
import { modelOf } from './centre.ts'
import type { Move } from './round.ts'

/** Starts moves: each VM is now on its way, and its target holds a part for it. */
export function start(centre: Centre, moves: readonly Move[]): void {
  for (const { vm, to } of moves) {
    centre.migrating[vm] = 1
    if (!centre.on[to]!.includes(vm)) centre.on[to]!.push(vm)
  }
}

/** Moves that end together, and when. */
export interface Arrival {
  readonly atS: number
  readonly moves: readonly Move[]
}

/** When moves that start now arrive, the soonest first. */
export function arrivals(centre: Centre, moves: readonly Move[], startS: number): Arrival[] {
  const byTime = new Map<number, Move[]>()
  for (const move of moves) {
    const { networkKbps } = modelOf(move.to)
    const atS = startS + migrationS(centre.vmRamMb[move.vm]!, networkKbps)
    const together = byTime.get(atS) ?? []
    together.push(move)
    byTime.set(atS, together)
  }
  return [...byTime]
    .map(([atS, together]) => ({ atS, moves: together }))
    .sort((a, b) => a.atS - b.atS)
}

/** Ends moves: each VM now runs on its target, behind those that are there. */
export function finish(centre: Centre, moves: readonly Move[]): void {
  for (const { vm, to } of moves) {
    leave(centre, vm, centre.hostOf[vm]!)
    leave(centre, vm, to)
    centre.on[to]!.push(vm)
    centre.hostOf[vm] = to
    centre.migrating[vm] = 0
  }
}

function leave({ on }: Centre, vm: number, host: number): void {
  const at = on[host]!.indexOf(vm)
  if (at >= 0) on[host]!.splice(at, 1)
}
