import { statusOf } from '../hosts/index.ts'
import type { HostRow, World } from '../world/index.ts'
import { followsFrom } from '../world/index.ts'
import type { Computer, CounterSet, Sight } from './types.ts'

/** The computer of the console itself, which has the counters of jobs, storage and power. */
export const managementServer: Computer = { name: 'HOSTWARD' }

const hostsByName = followsFrom(['host'], world => {
  const found = new Map<string, HostRow[]>()
  for (const host of world.all('host')) {
    const name = host.name.toLowerCase()
    found.set(name, [...(found.get(name) ?? []), host])
  }
  return found
})

/** Whether counters of a host can be asked for: it is up, and its agent answers. */
function answers(world: World, host: HostRow): boolean {
  const status = statusOf(world, host)
  return status === 'responding' || status === 'maintenance'
}

/** The computer of a name, in any case; undefined where none is seen or it does not answer. */
export function computerOf(world: World, name: string, sight: Sight): Computer | undefined {
  const sought = name.toLowerCase()
  if (sought === managementServer.name.toLowerCase()) return managementServer
  const host = hostsByName(world)
    .get(sought)
    ?.find(one => sight.host(one))
  return host && answers(world, host) ? { name: host.name, host } : undefined
}

/** All computers that are seen and answer, the management server first. */
export function computersOf(world: World, sight: Sight): Computer[] {
  const hosts = [...world.all('host')].filter(one => sight.host(one) && answers(world, one))
  return [managementServer, ...hosts.map(host => ({ name: host.name, host }))]
}

/** Whether a computer has a set at all: its kind, and the release of its Windows. */
export function hasSet(computer: Computer, set: CounterSet): boolean {
  const { host } = computer
  if (!host) return set.on === 'management'
  if (set.on !== 'host') return false
  return set.release === undefined || (set.release === 'to-2008-r2') === isOld(host)
}

function isOld({ version }: HostRow): boolean {
  return version === '2008-r2'
}
