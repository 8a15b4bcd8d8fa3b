import type { CounterSamples } from '../../shared/contract/index.ts'
import type { AnyId } from '../../shared/domain/index.ts'
import type { CounterPath } from '../../shared/perfmon/index.ts'
import { formatPath, parsePath } from '../../shared/perfmon/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import type { BoundCounter, Computer, Counter, CounterSet, Sight } from '../counters/index.ts'
import {
  bind,
  computerOf,
  computersOf,
  effortMost,
  expand as expandPath,
  instancesOf,
  metricsMax,
  metricsOf,
  metricsText,
  nameOfInstance,
  sets as allSets,
  setOn,
} from '../counters/index.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'
import { hostsIn } from './scope-filter.ts'

/** What the caller sees of counters; the same object until their rights change. */
export function counterSight({ access, caller }: HandlerContext): Sight {
  return access.scope(caller, 'counter.read')
}

function textOf({ name, description, explain, unit, scale, kind, threshold }: Counter) {
  return { name, description, explain, unit, scale, kind, threshold }
}

function viewOf({ object, description, on, isSingle, hasTotal, release, counters }: CounterSet) {
  const set = { object, description, on, isSingle, hasTotal, release }
  return { ...set, counters: counters.map(textOf) }
}

function sets(
  context: HandlerContext,
  { object }: InputOf<'counter', 'sets'>,
): OutputOf<'counter', 'sets'> {
  const sought = object?.toLowerCase()
  return {
    sets: allSets
      .filter(set => sought === undefined || set.object.toLowerCase() === sought)
      .map(viewOf),
    computers: computersOf(context.world, counterSight(context)).map(one => one.name),
  }
}

function instances(
  context: HandlerContext,
  { object, computer, scope, text, offset, limit }: InputOf<'counter', 'instances'>,
): OutputOf<'counter', 'instances'> | Refusal {
  const { world } = context
  const sight = counterSight(context)
  const inside = hostsIn(world, scope)
  const one = computer === undefined ? undefined : computerOf(world, computer, sight)
  if (computer !== undefined && !one) {
    return refuse('counter.unknown', { path: `\\\\${computer}`, part: 'computer' })
  }
  const computers = one
    ? [one]
    : computersOf(world, sight).filter(({ host }) => (host ? inside(host) : scope === undefined))
  const sought = text.toLowerCase()
  let isKnown = allSets.some(set => set.object.toLowerCase() === object.toLowerCase())
  const rows = computers.flatMap(on => {
    const set = setOn(on, object)
    if (!set) return []
    isKnown = true
    return instancesOf(world, on, set, sight)
      .map(found => ({ computer: on.name, instance: nameOfInstance(found), ...idOf(found) }))
      .filter(row => row.instance.toLowerCase().includes(sought))
  })
  if (!isKnown) return refuse('counter.unknown', { path: `\\${object}`, part: 'object' })
  return { rows: rows.slice(offset, offset + limit), total: rows.length }
}

function idOf({ objectId }: ReturnType<typeof instancesOf>[number]) {
  return objectId === undefined ? {} : { objectId }
}

/** The paths as they were meant, or the first that is none. */
function parsed(texts: readonly string[], takesWildcards: boolean): CounterPath[] | Refusal {
  const paths: CounterPath[] = []
  for (const path of texts) {
    const one = parsePath(path)
    if ('problem' in one) return refuse('counter.bad-path', { path, problem: one.problem })
    if (!takesWildcards && path.includes('*')) {
      return refuse('counter.bad-path', { path, problem: 'it has a wildcard.' })
    }
    if (!takesWildcards && one.computer === undefined) {
      return refuse('counter.bad-path', { path, problem: 'it names no computer.' })
    }
    paths.push(one)
  }
  return paths
}

function expand(
  context: HandlerContext,
  { paths, limit, scope }: InputOf<'counter', 'expand'>,
): OutputOf<'counter', 'expand'> | Refusal {
  const asked = [...new Set(paths)]
  const wanted = parsed(asked, true)
  if (wanted instanceof Refusal) return wanted
  const sight = counterSight(context)
  const inside = hostsIn(context.world, scope)
  const isMeant = ({ host }: Computer) => (host ? inside(host) : scope === undefined)
  const found: string[] = []
  const unmatched: string[] = []
  let total = 0
  const effort = { left: effortMost }
  for (const [at, path] of wanted.entries()) {
    const room = limit - found.length
    const expanded = expandPath(context.world, path, sight, room, effort, isMeant)
    if (effort.left < 0) return refuse('counter.too-wide', { most: effortMost })
    found.push(...expanded.paths.map(formatPath))
    total += expanded.total
    if (expanded.total === 0) unmatched.push(asked[at]!)
  }
  return { paths: found, total, leftOut: total - found.length, unmatched }
}

/** The paths of a call, resolved once; a refusal names the first that is no path. */
export function boundPaths(
  context: HandlerContext,
  texts: readonly string[],
): BoundCounter[] | Refusal {
  const wanted = parsed(texts, false)
  if (wanted instanceof Refusal) return wanted
  const sight = counterSight(context)
  return wanted.map(path => bind(context.world, path, sight))
}

/** One sample of every bound counter. */
function sampleNow(context: HandlerContext, bound: readonly BoundCounter[]): CounterSamples {
  const sight = counterSight(context)
  const samples = bound.map(one => {
    const value = one.read(sight)
    const path = formatPath(one.path)
    if (one.missing) return { path, missing: one.missing }
    return Number.isFinite(value) ? { path, value } : { path }
  })
  return { samples, asOfMs: context.world.nowMs }
}

function describe(
  context: HandlerContext,
  { paths }: InputOf<'counter', 'describe'>,
): OutputOf<'counter', 'describe'> | Refusal {
  const bound = boundPaths(context, paths)
  if (bound instanceof Refusal) return bound
  return {
    counters: bound.map(one => {
      const path = formatPath(one.path)
      const { counter, missing } = one
      if (!counter) return { path, ...(missing ? { missing } : {}) }
      const { unit, scale, kind, description, explain, threshold } = counter
      return {
        ...{ path, unit, scale, kind, description, explain, ...one.stands },
        ...(threshold ? { threshold } : {}),
      }
    }),
  }
}

function read(
  context: HandlerContext,
  { paths }: InputOf<'counter', 'read'>,
): OutputOf<'counter', 'read'> | Refusal {
  const bound = boundPaths(context, paths)
  if (bound instanceof Refusal) return bound
  const [lost] = bound.filter(one => one.missing !== undefined)
  if (bound.length === 1 && lost) {
    return refuse('counter.unknown', { path: formatPath(lost.path), part: lost.missing! })
  }
  return sampleNow(context, bound)
}

function metrics(
  context: HandlerContext,
  { objects, scope, format }: InputOf<'counter', 'metrics'>,
): OutputOf<'counter', 'metrics'> | Refusal {
  const { world, access, caller } = context
  const sight = counterSight(context)
  const inside = hostsIn(world, scope)
  const isMeant = ({ host }: Computer) => (host ? inside(host) : scope === undefined)
  const isEmpty = scope !== undefined && !computersOf(world, sight).some(isMeant)
  if (isEmpty && !access.scope(caller, 'counter.read').covers(scope as AnyId)) {
    return refuse('not-found', { kind: 'scope', id: scope })
  }
  const told = metricsOf(world, objects, sight, isMeant)
  if ('unknown' in told) {
    return refuse('counter.unknown', { path: `\\${told.unknown}`, part: 'object' })
  }
  if ('samples' in told) {
    return refuse('counter.too-many', { samples: told.samples, most: metricsMax })
  }
  return { text: metricsText(told, format) }
}

/** Counters of Performance Monitor. */
export const counterHandlers = { sets, instances, expand, describe, read, metrics }
