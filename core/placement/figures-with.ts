import type { HostFigures, PlacementRequest } from './figures.ts'
import { memoryNeededMib } from './terms.ts'

/** A host with the VM on it; its volumes, its cluster and its rules are counted elsewhere. */
export function withVm(request: PlacementRequest, host: HostFigures): HostFigures {
  const cpu = (request.load.cpuPercent * request.cpuCount) / host.processors
  return {
    ...host,
    cpuPercent: host.cpuPercent + cpu,
    memoryUsedMib: host.memoryUsedMib + memoryNeededMib(request),
    iops: host.iops + request.load.diskIops,
    networkUsedMbps: host.networkUsedMbps + request.load.networkMbps,
    runningVms: host.runningVms + 1,
    virtualProcessors: (host.virtualProcessors ?? 0) + request.cpuCount,
  }
}
