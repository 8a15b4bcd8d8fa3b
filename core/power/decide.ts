import { allowedForMs, msPerMinute, oneDecimal } from '../../shared/domain/index.ts'
import type { HostId, PowerOptimization } from '../../shared/domain/index.ts'
import { quorumWhenOff } from '../cluster/index.ts'
import { clusterReserve } from '../cluster/reserve/index.ts'
import { bmcOf, conditionOf, membersOf, wattsWhenOn } from '../hosts/index.ts'
import type { DraftStep } from '../plans/index.ts'
import { evacuate, optimizationOfCluster, PlanState } from '../plans/index.ts'
import type { ClusterRow, HostRow, World } from '../world/index.ts'
import { figure } from '../placement/index.ts'
import { lackAt } from './levels.ts'
import { nodesByPower, powerOptimizationOfCluster } from './settings.ts'

/** What power optimisation would do in a cluster now, and why. */
export type PowerDecision =
  | {
      readonly next: 'off'
      readonly host: HostRow
      readonly steps: readonly DraftStep[]
      readonly because: string
    }
  | { readonly next: 'on'; readonly host: HostRow; readonly because: string }
  | { readonly next: 'none'; readonly because: string }

/** Hosts that it tries to empty in one look: those that carry least. */
const triesMax = 3

/**
 * What power optimisation would do in a cluster (facts 2.3). Waking comes first: where it is off or
 * its time is over, where more are off than may be, where a host has less free than its placement
 * level, or where the reserve is not held. One host is turned off at a time, and only where all its
 * VMs fit on others that stay above their placement level, reserve and quorum are kept, and it
 * pays.
 */
export function decidePower(world: World, cluster: ClusterRow, onlyWakes = false): PowerDecision {
  const settings = powerOptimizationOfCluster(world, cluster)
  const { off } = nodesByPower(world, cluster.id)
  const starting = off.length > 0 ? startReason(world, cluster, settings) : undefined
  const first = [...off].sort((a, b) => a.poweredOff!.sinceMs - b.poweredOff!.sinceMs)[0]
  if (first && starting) return { next: 'on', host: first, because: starting }
  if (onlyWakes) return { next: 'none', because: 'No host has to be woken.' }
  const rest = restReason(world, cluster, settings)
  return rest === undefined ? turnOff(world, cluster) : { next: 'none', because: rest }
}

/** Why it may not turn anything off in a cluster at all, now. */
function idleReason(
  world: World,
  cluster: ClusterRow,
  settings: PowerOptimization,
): string | undefined {
  if (!settings.isOn) return 'Power Optimization is off.'
  if (optimizationOfCluster(world, cluster.id).mode !== 'automatic') {
    return 'Dynamic Optimization is manual there, and hosts are emptied by moves that nobody approves.'
  }
  if (allowedForMs(settings.schedule, world.nowMs) === 0) {
    return 'The schedule allows no host to be off at this hour.'
  }
  return undefined
}

/** Why a host that is off is needed. */
function startReason(
  world: World,
  cluster: ClusterRow,
  settings: PowerOptimization,
): string | undefined {
  const idle = idleReason(world, cluster, settings)
  if (idle) return idle
  const { nodes, off, limit } = nodesByPower(world, cluster.id)
  if (off.length > limit) {
    return `${off.length} of ${nodes.length} nodes are off, and ${limit} may be.`
  }
  const members = membersOf(world, cluster.id)
  const state = new PlanState(world, members)
  for (const [at, host] of members.entries()) {
    const lack = lackAt(state, at)
    if (lack && !host.maintenance) return `${lack}.`
  }
  const reserve = clusterReserve(world, cluster)
  if (!reserve.ok) {
    return `The cluster survives ${reserve.survives} failures now, and its reserve is ${cluster.reserveNodes}.`
  }
  return undefined
}

/** Why no host is turned off in this instant, whatever could be emptied. */
function restReason(
  world: World,
  cluster: ClusterRow,
  settings: PowerOptimization,
): string | undefined {
  const idle = idleReason(world, cluster, settings)
  if (idle) return idle
  const { nodes, off, limit } = nodesByPower(world, cluster.id)
  const away = nodes.filter(host => conditionOf(host) !== 'up').length
  if (away >= limit) {
    const others = away > off.length ? ` and ${away - off.length} away for another reason` : ''
    return `Of ${nodes.length} nodes ${limit} may be off; ${off.length} are turned off${others}.`
  }
  if (nodes.some(host => host.maintenance)) {
    return 'A node is in maintenance mode: nothing is turned off meanwhile.'
  }
  const heldMs = (cluster.poweredMs ?? -Infinity) + settings.holdMinutes * msPerMinute
  if (heldMs > world.nowMs) {
    const left = Math.ceil((heldMs - world.nowMs) / msPerMinute)
    return `A node was turned off or on lately: for ${left} more minutes nothing is turned off.`
  }
  const leftMs = allowedForMs(settings.schedule, world.nowMs)
  if (leftMs < settings.payBackMinutes * msPerMinute) {
    const left = Math.floor(leftMs / msPerMinute)
    return `The schedule allows it for ${left} more minutes, and turning a host off pays after ${settings.payBackMinutes}.`
  }
  return undefined
}

/**
 * The host that can be turned off best: of those that carry least the first that can be emptied.
 */
function turnOff(world: World, cluster: ClusterRow): PowerDecision {
  const members = membersOf(world, cluster.id)
  const able = members.filter(host => bmcOf(host) !== 'none')
  if (able.length === 0) {
    return { next: 'none', because: 'No node has a baseboard controller that could turn it off.' }
  }
  const state = new PlanState(world, members)
  const heatOf = (host: HostRow) => state.loads.heat(state.indexOfHost(host.id)!)
  const ordered = able
    .map(host => ({ host, heat: heatOf(host) }))
    .sort(
      (a, b) => a.heat - b.heat || state.indexOfHost(a.host.id)! - state.indexOfHost(b.host.id)!,
    )
  let because = ''
  for (const { host } of ordered.slice(0, triesMax)) {
    const found = emptied(world, cluster, host, members)
    if ('steps' in found) return { next: 'off', host, ...found }
    because ||= found.because
  }
  return { next: 'none', because }
}

interface Emptied {
  readonly steps: readonly DraftStep[]
  readonly because: string
}

/** How a host is emptied to be turned off, or why it stays on. */
function emptied(
  world: World,
  cluster: ClusterRow,
  host: HostRow,
  members: readonly HostRow[],
): Emptied | { readonly because: string } {
  const { name } = host
  const { votes, needed } = quorumWhenOff(world, cluster, host.id)
  if (votes < needed) {
    return { because: `Without ${name} the cluster has ${votes} votes, and needs ${needed}.` }
  }
  const after = clusterReserve(world, cluster, { gone: [host.id] })
  if (!after.ok) {
    const lack = `${figure(after.missingMib)} MB would be missing`
    return { because: `${name} stays on: without it the reserve of the cluster breaks, ${lack}.` }
  }
  const state = new PlanState(world, members, new Set<HostId>([host.id]))
  const from = state.indexOfHost(host.id)!
  const lackOf = (at: number) => {
    const lack = lackAt(state, at, true)
    return lack && `${lack}.`
  }
  const { steps, staying } = evacuate(state, from, { lackOf })
  const [first] = staying
  if (first) {
    const more = staying.length > 1 ? ` ${staying.length - 1} more cannot either.` : ''
    return { because: `${name} carries least and stays on: ${first.because}${more}` }
  }
  const watts = oneDecimal(wattsWhenOn(host, 0))
  const moves = steps.length === 1 ? 'one VM moves' : `${steps.length} VMs move`
  return { steps, because: `${name} carries least: ${moves}, and it draws ${watts} W less.` }
}
