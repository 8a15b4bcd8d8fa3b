import type { SlowAnswer, SlowFigure, SlowLink } from '../../shared/contract/index.ts'
import type { VolumeId } from '../../shared/domain/index.ts'
import { accessOf, arrayUnder, busiestPool, poolsOf, storageMap } from '../storage/index.ts'
import type { HostRow, PoolRow, World } from '../world/index.ts'
import { rankOf } from './reader.ts'

/** Which link tells, by which figure, and what is waited for there. */
export type Tells = NonNullable<SlowAnswer['tells']>

/** How near a figure is to its limit, 1 being at it. */
function strainOf({ value, warning, critical }: SlowFigure): number {
  const limit = critical ?? warning
  return limit === undefined || limit <= 0 ? 0 : value / limit
}

function worst(link: SlowLink, role?: SlowFigure['role']): SlowFigure | undefined {
  const among = link.figures.filter(one => role === undefined || one.role === role)
  return among.reduce<SlowFigure | undefined>(
    (most, one) => (most === undefined || strainOf(one) > strainOf(most) ? one : most),
    undefined,
  )
}

/** Whether anything waits at a link, by its state there. */
export function waitRankOf(link: SlowLink): number {
  return link.figures.reduce(
    (most, one) => (one.role === 'wait' ? Math.max(most, rankOf(one.state)) : most),
    0,
  )
}

function compare(a: SlowLink, b: SlowLink): number {
  const strain = (link: SlowLink) => Math.max(0, ...link.figures.map(strainOf))
  return waitRankOf(b) - waitRankOf(a) || rankOf(b.state) - rankOf(a.state) || strain(b) - strain(a)
}

/**
 * The link where most is waited for, or which is nearest to its limits where nothing waits. What
 * waits for a volume while the disks under it are busy waits for the disks.
 */
export function tellsOf(world: World, links: readonly SlowLink[]): Tells | undefined {
  let [first] = [...links].sort(compare)
  if (!first) return undefined
  if (first.stage === 'volume') {
    const under = arrayUnder(world, world.get('volume', first.objectId as VolumeId))
    const array = links.find(one => one.objectId === under?.id)
    const busy = first.figures.find(one => one.key === 'disksBusy')
    if (array && array.state !== 'ok' && busy && busy.state !== 'ok') first = array
  }
  const used = first.figures.find(one => one.role === 'utilisation') ?? worst(first)
  const waited = worst(first, 'wait')
  if (!used) return undefined
  // Its own limits and its memory say more of a VM than how its processors are used.
  const isOfWait = waited !== undefined && waited.state !== 'ok' && first.stage === 'vm'
  const figure = isOfWait ? waited : used
  return {
    link: links.indexOf(first),
    figure: first.figures.indexOf(figure),
    ...(waited && waited !== figure ? { wait: first.figures.indexOf(waited) } : {}),
  }
}

/** The RAID group that a link of the storage waits for: the busiest under it. */
export function poolOf(world: World, link: SlowLink): PoolRow | undefined {
  if (link.stage === 'volume') {
    return busiestPool(world, world.get('volume', link.objectId as VolumeId))
  }
  const { load } = world.pools.data
  return [...world.all('pool')]
    .filter(one => one.arrayId === link.objectId)
    .reduce<PoolRow | undefined>(
      (most, one) => (most === undefined || load[one.slot]! > load[most.slot]! ? one : most),
      undefined,
    )
}

type Reason = SlowAnswer['reason']
type Code = Reason['code']

const ofVm: Partial<Record<SlowFigure['key'], Code>> = {
  cpuLimited: 'vmLimit',
  paging: 'vmMemory',
  asked: 'vmOperations',
}

/** Why the link is the bottleneck, with the figures of the text that says so. */
export function reasonOf(world: World, link: SlowLink, tells: Tells, host?: HostRow): Reason {
  const used = link.figures[tells.figure]!
  const waited = tells.wait === undefined ? used : link.figures[tells.wait]!
  const params = {
    name: link.name,
    ...(link.part === undefined ? {} : { part: link.part }),
    used: used.percent ?? used.value,
    waited: waited.value,
    warning: waited.warning ?? used.warning ?? 0,
  }
  switch (link.stage) {
    case 'vm':
      return { code: ofVm[used.key] ?? 'vmProcessor', params }
    case 'volume':
    case 'array':
      return { code: storageCode(world, link, host), params: { ...params, ...disks(world, link) } }
    default:
      return { code: link.stage, params }
  }
}

function disks(world: World, link: SlowLink) {
  const pool = poolOf(world, link)
  return pool ? { disks: pool.disks, pool: pool.name } : { disks: 0, pool: '' }
}

function storageCode(world: World, link: SlowLink, host: HostRow | undefined): Code {
  const volume = link.stage === 'volume' ? world.find('volume', link.objectId) : undefined
  if (volume && host) {
    const { route } = accessOf(world, host, volume)
    if (route === 'none') return 'unreachable'
    if (route === 'redirected') return 'redirected'
  }
  const map = storageMap(world)
  const own = new Set(volume ? poolsOf(world, volume) : [poolOf(world, link)].filter(Boolean))
  const slots = new Set([...own].map(pool => pool!.slot))
  if (map.pools.some(pool => slots.has(pool.slot) && pool.extraMs > 0)) return 'delay'
  const isBusy = link.figures.some(one => one.role === 'utilisation' && one.state !== 'ok')
  return isBusy || link.stage === 'array' ? 'disks' : 'latency'
}
