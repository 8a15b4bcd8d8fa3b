import { clusterReserve, ReserveState } from '../../core/cluster/reserve/index.ts'
import { examine, survivable } from '../../core/cluster/reserve/index.ts'
import { buildFabric } from '../../core/inventory/index.ts'
import type { PlacementRequest } from '../../core/placement/index.ts'
import { explainPlacement, fabricOptions, figuresOf, Placer } from '../../core/placement/index.ts'
import { activeRulesOf, rateHosts } from '../../core/placement/index.ts'
import type { PlacementRuleRow } from '../../core/world/index.ts'
import { put, World } from '../../core/world/index.ts'
import type { HostGroupId, HostId } from '../../shared/domain/index.ts'
import { quantile, report } from './report.ts'

const request: PlacementRequest = {
  ...{ cpuCount: 1, memoryMib: 512, diskGib: 0.5, highlyAvailable: true, networks: [] },
  load: { cpuPercent: 5, diskIops: 2, networkMbps: 1 },
}

/** What the VMs of the bulk command carry. */
const tag = 'bulk'

function timeOf<Found>(work: () => Found): { ms: number; found: Found } {
  const began = performance.now()
  const found = work()
  return { ms: performance.now() - began, found }
}

/** Ratings, bulk placement and cluster reserves at 1,000 hosts and 25,000 VMs. */
export function benchPlacement(): void {
  const world = new World()
  buildFabric(world, 'enterprise-xl', 1)
  const hostIds = [...world.all('host')].map(host => host.id)
  const options = { ...fabricOptions(world), limit: 1 }
  const rate = () => rateHosts(request, figuresOf(world, hostIds), options)
  for (let warm = 0; warm < 20; warm++) rate()
  const rated = Array.from({ length: 60 }, () => timeOf(rate).ms)
  const budget = '5 ms'
  report({ name: 'rate-1000-hosts', value: quantile(rated, 0.5), unit: 'ms', budget })
  benchBulk(world, hostIds)
  const reserves = Array.from({ length: 20 }, () =>
    timeOf(() => [...world.all('cluster')].map(cluster => clusterReserve(world, cluster).ok)),
  )
  const allMs = quantile(
    reserves.map(one => one.ms),
    0.5,
  )
  report({ name: 'cluster-reserve-all-30', value: allMs, unit: 'ms' })
  benchLargeCluster()
}

/**
 * A bulk command: each VM with its name looked up, memory, limits, volumes, reserve and the two
 * rules of its tag checked.
 */
function benchBulk(world: World, hostIds: readonly HostId[]): void {
  const count = 10_000
  makeRules(world, hostIds)
  const run = (explained: boolean) =>
    timeOf(() => {
      const rules = activeRulesOf(world, { tags: [tag] })
      const placer = new Placer(world, { ...request, rules }, hostIds)
      let placed = 0
      for (let index = 0; index < count; index++) {
        const place = placer.next(`bulk-${index}`)
        if (!place) break
        if (explained) explainPlacement(place)
        placed++
      }
      return placed
    })
  run(false)
  const runs = [run(false), run(false), run(false)].sort((a, b) => a.ms - b.ms)
  const { ms, found } = runs[1]!
  const budget = '10,000 VMs/s'
  report({ name: 'place-bulk-vms', value: found, unit: 'VMs' })
  report({ name: 'place-bulk', value: (found / ms) * 1000, unit: 'VMs/s', budget })
  const explained = run(true)
  const perSecond = (explained.found / explained.ms) * 1000
  report({ name: 'place-bulk-explained', value: perSecond, unit: 'VMs/s' })
}

/** Anti-affinity of all that carry the tag, and hosts on which none of them may run. */
function makeRules(world: World, hostIds: readonly HostId[]): void {
  const common = { description: '', isEnabled: true, vmIds: [], vmTags: [tag] }
  const scopeId = world.get('host', hostIds[0]!).hostGroupId
  const rows: readonly PlacementRuleRow[] = [
    {
      ...{ ...common, id: 'placementrule-1', name: 'Apart', hostIds: [] },
      ...{ scopeId: topOf(world, scopeId), kind: 'keep-apart', strength: 'should' },
    },
    {
      ...{ ...common, id: 'placementrule-2', name: 'Not licensed' },
      ...{ scopeId: topOf(world, scopeId), kind: 'not-on', strength: 'must' },
      hostIds: hostIds.filter((_, at) => at % 10 === 0),
    },
  ]
  for (const row of rows) world.apply(put('placementrule', row))
}

function topOf(world: World, id: HostGroupId): HostGroupId {
  const { parentId } = world.get('hostgroup', id)
  return parentId === undefined ? id : topOf(world, parentId)
}

/** 64 nodes that hold 8,000 VMs: every proof, and N+x. */
function benchLargeCluster(): void {
  const nodes = Array.from({ length: 64 }, (_, at) => ({
    ...{ hostId: `host-${at + 1}` as const, name: `n-${at + 1}` },
    ...{ usableMib: 262_144, othersMib: 0 },
    sizesMib: Array.from({ length: 125 }, (_, index) => 576 + 512 * ((index + at) % 3)),
  }))
  const state = new ReserveState(nodes)
  const goal = { reserveNodes: 1, method: '2012-r2' } as const
  const work = () => [examine(state, goal).ok, survivable(state, goal.method)]
  for (let warm = 0; warm < 20; warm++) work()
  const times = Array.from({ length: 60 }, () => timeOf(work).ms)
  report({ name: 'cluster-reserve-64-8000', value: quantile(times, 0.5), unit: 'ms' })
}
