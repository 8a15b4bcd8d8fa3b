import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reserveSizeMib } from '../../../../core/cluster/reserve/index.ts'
import { buildFabric } from '../../../../core/inventory/index.ts'
import type {
  HostFigures,
  PlacementRequest,
  RatingOptions,
} from '../../../../core/placement/index.ts'
import { figuresOf, Placer, rateHost } from '../../../../core/placement/index.ts'
import { put, World } from '../../../../core/world/index.ts'
import type { FabricKind, HostId } from '../../../../shared/domain/index.ts'
import { numberOfId, reserveMethods, vmOverheadMib } from '../../../../shared/domain/index.ts'
import { balancing, packing } from './figures.ts'

function fabric(kind: FabricKind): World {
  const world = new World()
  buildFabric(world, kind, 1)
  return world
}
const fabrics = (['poc-lab', 'state-agency-san', 'state-agency', 'enterprise'] as const).map(fabric)

/** Every host rated in full for each VM, and every figure changed by hand. */
function plainly(
  world: World,
  request: PlacementRequest,
  ids: readonly HostId[],
  options: RatingOptions,
  count: number,
): (readonly [HostId, string | undefined, number] | undefined)[] {
  let figures = figuresOf(world, ids)
  return Array.from({ length: count }, () => {
    const rated = figures.map(host => ({ host, rating: rateHost(request, host, options) }))
    const open = rated.filter(({ rating }) => rating.stars > 0)
    open.sort(
      (a, b) =>
        b.rating.rank - a.rating.rank || numberOfId(a.host.hostId) - numberOfId(b.host.hostId),
    )
    const [best] = open
    if (!best) return undefined
    const { host, rating } = best
    host.volumes.find(volume => volume.id === rating.volumeId)!.freeGib -= request.diskGib
    figures = figures.map(one => counted(one, host, request))
    if (host.clusterReserve && host.reservePlace !== undefined) {
      const { highlyAvailable, memoryMib } = request
      const vm = { sizeMib: reserveSizeMib(memoryMib), highlyAvailable }
      host.clusterReserve.state.add(host.reservePlace, vm)
    }
    return [host.hostId, rating.volumeId, open.length] as const
  })
}

function counted(one: HostFigures, on: HostFigures, request: PlacementRequest): HostFigures {
  const isNode = one.clusterId !== undefined && one.clusterId === on.clusterId
  const clusterVms = isNode ? one.clusterVms! + 1 : one.clusterVms
  if (one !== on) return { ...one, clusterVms }
  const { cpuCount, memoryMib, load } = request
  return {
    ...one,
    clusterVms,
    cpuPercent: one.cpuPercent + (load.cpuPercent * cpuCount) / one.processors,
    memoryUsedMib: one.memoryUsedMib + memoryMib + vmOverheadMib(memoryMib),
    iops: one.iops + load.diskIops,
    networkUsedMbps: one.networkUsedMbps + load.networkMbps,
    runningVms: one.runningVms + 1,
    virtualProcessors: one.virtualProcessors! + cpuCount,
  }
}

const cases = fc.record({
  world: fc.constantFrom(...fabrics),
  from: fc.integer({ min: 0, max: 300 }),
  hosts: fc.integer({ min: 2, max: 40 }),
  count: fc.integer({ min: 1, max: 60 }),
  options: fc.constantFrom(balancing, packing),
  method: fc.constantFrom(...reserveMethods),
  reserveNodes: fc.integer({ min: 0, max: 2 }),
  request: fc.record({
    cpuCount: fc.constantFrom(1, 2, 4),
    memoryMib: fc.constantFrom(512, 2048, 4096, 16384),
    diskGib: fc.constantFrom(2, 40, 400),
    highlyAvailable: fc.boolean(),
    networks: fc.constant([]),
    load: fc.constant({ cpuPercent: 20, diskIops: 30, networkMbps: 5 }),
  }),
})

describe('placer', () => {
  it('placer: many VMs of one request: the same host and volume as rating every host in full', () => {
    fc.assert(
      fc.property(
        cases,
        ({ world, from, hosts, count, options, method, reserveNodes, request }) => {
          for (const cluster of [...world.all('cluster')]) {
            world.apply(put('cluster', { ...cluster, reserveMethod: method, reserveNodes }))
          }
          const all = [...world.all('host')].map(host => host.id)
          const ids = all.slice(from % all.length).slice(0, hosts)
          const wanted = plainly(world, request, ids, options, count)
          const placer = new Placer(world, request, ids, options)
          const found = wanted.map(() => {
            const one = placer.next()
            return one && ([one.hostId, one.volumeId, one.suitable] as const)
          })
          expect(found).toEqual(wanted)
        },
      ),
      { numRuns: 60 },
    )
  })
})
