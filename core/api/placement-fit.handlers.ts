import type { PlacementFitView } from '../../shared/contract/index.ts'
import type { HostId } from '../../shared/domain/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import type { Fit, FitOptions, PlacementRequest } from '../placement/index.ts'
import { howManyFit, without } from '../placement/index.ts'
import type { HandlerContext, InputOf } from './handler.ts'
import { baseRequest, hostsToRate } from './placement.handlers.ts'

type FitInput = InputOf<'placement', 'howManyFit'>

/** The hosts that are counted: those of the cluster or of the host group that the caller sees. */
function hostsOf(context: HandlerContext, { clusterId, hostGroupId }: FitInput) {
  const found = hostsToRate(context, hostGroupId)
  if (found instanceof Refusal || clusterId === undefined) return found
  const { world, access, caller } = context
  const cluster = world.find('cluster', clusterId)
  if (!cluster || !access.scope(caller, 'placement.rate').cluster(cluster)) {
    return refuse('not-found', { kind: 'cluster', id: clusterId })
  }
  const hostIds = found.hostIds.filter(id => world.get('host', id).clusterId === clusterId)
  return { hostIds, hiddenHosts: 0 }
}

function partsOf({ world }: HandlerContext, { byHost }: Fit): PlacementFitView['parts'] {
  const parts = new Map<string, { name: string; isCluster: boolean; count: number }>()
  for (const [hostId, count] of byHost) {
    const host = world.get('host', hostId)
    const cluster = world.find('cluster', host.clusterId)
    const part = cluster ?? host
    const known = parts.get(part.id) ?? { name: part.name, isCluster: !!cluster, count: 0 }
    parts.set(part.id, { ...known, count: known.count + count })
  }
  return [...parts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

/** What would fit without the limit that binds, and what would stop it then. */
function nextOf(
  { world }: HandlerContext,
  request: PlacementRequest,
  hostIds: readonly HostId[],
  options: FitOptions,
  code: string,
): PlacementFitView['nextLimit'] {
  const freed = without(code, request, options)
  if (!freed) return undefined
  const { count, isCapped, limits } = howManyFit(world, freed.request, hostIds, freed.options)
  return { count, isCapped, limit: limits[0] }
}

function fit(context: HandlerContext, input: FitInput): PlacementFitView | Refusal {
  const base = baseRequest(context, { ...input, limit: 1 }, undefined)
  if (base instanceof Refusal) return base
  const hosts = hostsOf(context, input)
  if (hosts instanceof Refusal) return hosts
  const { hostIds, hiddenHosts } = hosts
  const request: PlacementRequest = {
    ...base,
    userId: context.caller.userId,
    cpuCount: input.cpuCount ?? base.cpuCount,
    memoryMib: input.memoryMib ?? base.memoryMib,
    diskGib: input.diskGib ?? base.diskGib,
    highlyAvailable: input.highlyAvailable ?? base.highlyAvailable,
  }
  const options = { reserveNodes: input.reserveNodes }
  const found = howManyFit(context.world, request, hostIds, options)
  const [binds] = found.limits
  return {
    ...{ count: found.count, isCapped: found.isCapped, hosts: hostIds.length, hiddenHosts },
    ...{ parts: partsOf(context, found), binds },
    nextLimit: binds && nextOf(context, request, hostIds, options, binds.code),
  }
}

/** How many more VMs fit. */
export const placementFitHandlers = { howManyFit: fit }
