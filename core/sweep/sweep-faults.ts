import type { AnyId, FaultKind } from '../../shared/domain/index.ts'
import { faultEntry, faultKinds, msPerSecond } from '../../shared/domain/index.ts'
import type { Core } from '../core.ts'
import { faultRefusal, injectFault, partsOf } from '../faults/index.ts'
import type { FaultRequest } from '../faults/index.ts'
import type { World } from '../world/index.ts'
import type { Chance } from './chance.ts'

/** Strikes with a random fault, now or later, for a while or until somebody ends it. */
export function injectRandom(core: Core, chance: Chance): string {
  const { simulation } = core
  const { world } = simulation
  const kind = chance.pick(faultKinds)
  const targetId = randomTarget(world, kind, chance)
  if (!targetId) return `${kind}: no target`
  const entry = faultEntry(kind)
  const { nowMs } = world
  const beginMs = chance.percent(30) ? nowMs + chance.integer(1, 60) * msPerSecond : nowMs
  const isTimed = chance.percent(80)
  const request: FaultRequest = {
    ...{ kind, targetId, beginMs, ownerName: 'sweep' },
    part: entry.part && chance.any(partsOf(world, entry.part, targetId)),
    amount: entry.amount && chance.integer(entry.amount.least, entry.amount.most),
    endMs: isTimed ? beginMs + chance.integer(1, 120) * msPerSecond : undefined,
  }
  if (faultRefusal(world, request)) return `${kind} ${targetId}: refused`
  injectFault(simulation, request)
  return `${kind} ${targetId}`
}

function randomTarget(
  world: World,
  kind: FaultKind,
  chance: Chance,
): AnyId | 'fabric-1' | undefined {
  const { target } = faultEntry(kind)
  if (target === 'fabric') return 'fabric-1'
  if (target === 'job') return chance.any(runningJobs(world))
  return chance.any([...world.all(target)])?.id
}

function runningJobs(world: World): AnyId[] {
  return [...world.all('job')]
    .filter(job => job.status === 'running' && job.process !== undefined)
    .map(job => job.id)
}
