import type { LevelResource } from '../../shared/domain/index.ts'
import { levelResources, levelUnits, mibPerGib } from '../../shared/domain/index.ts'
import type { HostFigures, PlacementRequest } from './figures.ts'
import { bestVolume } from './filters.ts'
import { figure } from './format.ts'
import type { RatingReason } from './reason.ts'
import { reason } from './reason.ts'
import { memoryNeededMib } from './terms.ts'

const names: Readonly<Record<LevelResource, string>> = {
  ...{ cpu: 'CPU', memory: 'memory', disk: 'disk space', iops: 'disk I/O', network: 'network' },
}

/** What would stay available of each resource with the VM, in its unit. */
const availableAfter: Readonly<
  Record<LevelResource, (request: PlacementRequest, host: HostFigures) => number>
> = {
  cpu: ({ load, cpuCount }, host) =>
    100 - host.cpuPercent - (load.cpuPercent * cpuCount) / host.processors,
  memory: (request, host) => host.memoryMib - host.memoryUsedMib - memoryNeededMib(request),
  disk: (request, host) =>
    ((bestVolume(request, host)?.freeGib ?? 0) - request.diskGib) * mibPerGib,
  iops: ({ load }, host) => host.iopsMax - host.iops - load.diskIops,
  network: ({ load }, host) =>
    host.networkMbps > 0
      ? 100 - ((host.networkUsedMbps + load.networkMbps) / host.networkMbps) * 100
      : 100,
}

/**
 * Placement is comfortable above the placement level; below it, where somebody set one, the host is
 * warned of with the figures. Below the reserve memory and disk space rate zero by themselves.
 */
export function placementLevel(
  request: PlacementRequest,
  host: HostFigures,
): RatingReason | undefined {
  const { levels } = host
  if (!levels) return undefined
  const short = levelResources.flatMap(resource => {
    const { reserve, placement } = levels[resource]
    if (placement <= reserve) return []
    const left = availableAfter[resource](request, host)
    if (left >= placement) return []
    const unit = levelUnits[resource]
    return [
      `${names[resource]} ${figure(left)} ${unit} of ${figure(placement)} ${unit} (reserve ${figure(reserve)} ${unit})`,
    ]
  })
  if (short.length === 0) return undefined
  const text = `With the VM less would be left on ${host.hostName} than its placement level: ${short.join('; ')}.`
  return reason('placement-level', 'warning', text, 'Choose a host with more to spare.')
}
