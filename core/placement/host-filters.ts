import {
  canHaveDynamicMemory,
  hasDynamicMemory,
  hypervisors,
  limitsOf,
  platformOf,
  platformWithPack,
  processorLimitOf,
} from '../../shared/domain/index.ts'
import { canGoOn } from '../hosts/index.ts'
import type { HostFigures, PlacementRequest } from './figures.ts'
import { figure } from './format.ts'
import type { Filter, RatingReason } from './reason.ts'
import { reason } from './reason.ts'

function responds(_: PlacementRequest, host: HostFigures): RatingReason | undefined {
  if (host.status === 'not-responding') {
    const text = `${host.hostName} does not respond.`
    return reason('not-responding', 'blocked', text, 'Wait until it answers again.')
  }
  if (host.status === 'powered-off') {
    const text = `${host.hostName} is turned off by Power Optimization.`
    return reason('not-responding', 'blocked', text, 'Wake it, or wait until it is needed.')
  }
  if (host.status === 'pending') {
    const text = `${host.hostName} is still being added.`
    return reason('not-responding', 'blocked', text, 'Wait until its agent is installed.')
  }
  if (host.status !== 'maintenance') return undefined
  return reason(
    'maintenance',
    'zero',
    `${host.hostName} is in maintenance mode.`,
    'End its maintenance mode, or choose another host.',
  )
}

function hypervisor(_: PlacementRequest, host: HostFigures): RatingReason | undefined {
  const product = hypervisors[host.hypervisor ?? 'hyper-v']
  if (product.canPlaceNewVms) return undefined
  return reason(
    'hypervisor',
    'blocked',
    `${host.hostName} runs ${product.title}, and the VM is one of Hyper-V.`,
    'Choose a host that runs Hyper-V.',
  )
}

function quorum(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  if (!request.highlyAvailable || host.isClusterStopped !== true) return undefined
  return reason(
    'quorum',
    'blocked',
    `${host.clusterName ?? 'Its cluster'} has no quorum, and its service is stopped.`,
    'Bring nodes or the witness back.',
  )
}

function owners(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  if (!request.possibleOwnerIds || request.possibleOwnerIds.includes(host.hostId)) return undefined
  return reason(
    'possible-owners',
    'blocked',
    `${host.hostName} is not among the possible owners of the VM.`,
    'Choose one of them, or change the possible owners.',
  )
}

function cpuLimit(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  const limit = limitsOf(host).vcpusPerVm
  if (request.cpuCount <= limit) return undefined
  return reason(
    'limit-processors',
    'blocked',
    `${request.cpuCount} virtual processors are more than a VM on ${platformOf(host)} can have (${limit}).`,
    `Use at most ${limit}.`,
  )
}

function memoryLimit(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  const limit = limitsOf(host).memoryMibPerVm
  const most = request.dynamicMemory?.maximumMib ?? request.memoryMib
  if (most <= limit) return undefined
  return reason(
    'limit-memory',
    'blocked',
    `${figure(most)} MB are more than a VM on ${platformOf(host)} can have (${figure(limit)} MB).`,
    `Use at most ${figure(limit)} MB.`,
  )
}

function dynamicMemory(
  { dynamicMemory: wanted }: PlacementRequest,
  host: HostFigures,
): RatingReason | undefined {
  if (!wanted) return undefined
  const platform = platformWithPack(host)
  const [guest, code] = [wanted.operatingSystem, 'dynamic-memory'] as const
  if (!hasDynamicMemory(host)) {
    const text = `${host.hostName} runs ${platform}, and VMs have dynamic memory from Windows Server 2008 R2 SP1 on.`
    return reason(code, 'blocked', text, 'Use static memory, or choose another host.')
  }
  if (canHaveDynamicMemory(guest, host.version)) return undefined
  const text = `${guest} cannot have dynamic memory on ${platform}.`
  return reason(code, 'blocked', text, 'Use static memory, or another guest system.')
}

function runningLimit(_: PlacementRequest, host: HostFigures): RatingReason | undefined {
  const limit = limitsOf(host).runningVmsPerHost
  if (host.runningVms < limit) return undefined
  return reason(
    'limit-running',
    'blocked',
    `${host.hostName} runs ${figure(host.runningVms)} VMs, and ${platformOf(host)} allows ${figure(limit)}.`,
    'Stop, save or move a VM there.',
  )
}

function ratioLimit(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  const { limit, because } = processorLimitOf(host)
  const wanted = (host.virtualProcessors ?? 0) + request.cpuCount
  if (wanted <= limit) return undefined
  return reason(
    'limit-ratio',
    'blocked',
    `${host.hostName} would run ${figure(wanted)} virtual processors, and ${platformOf(host)} allows ${figure(limit)}: ${because}.`,
    'Stop, save or move a VM there.',
  )
}

function clusterLimit(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  if (!request.highlyAvailable || host.clusterVms === undefined) return undefined
  if (request.clusterId === host.clusterId) return undefined
  const limit = limitsOf(host).vmsPerCluster
  if (host.clusterVms < limit) return undefined
  return reason(
    'limit-cluster',
    'blocked',
    `${host.clusterName ?? 'The cluster'} holds ${figure(host.clusterVms)} VMs, and ${platformOf(host)} allows ${figure(limit)}.`,
    'Choose another cluster.',
  )
}

function graphics(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  if (!request.usesRemoteFx || host.hasGpu) return undefined
  const text = `The VM has a 3D video adapter (RemoteFX), and ${host.hostName} has no graphics processor.`
  const next = 'Choose a host with one, or take the adapter out of the VM.'
  // A guest that is off may wait there, and cannot start.
  const isRunning = request.processor !== undefined
  return reason('remote-fx', isRunning ? 'blocked' : 'zero', text, next, !isRunning)
}

function sameProcessor(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  const { processor: from, processorCompatibility = false } = request
  const to = host.processor
  if (!from || !to || canGoOn(from, to, processorCompatibility)) return undefined
  const text = `The guest relies on ${from.vendor} processors of generation ${from.generation}, and ${host.hostName} has ${to.vendor} of generation ${to.generation}.`
  const next =
    from.vendor === to.vendor
      ? 'Shut the VM down, and make it compatible with other processors.'
      : 'Shut the VM down first.'
  return reason('processor', 'blocked', text, next)
}

/** What a host itself or its limits say against it (facts 1.6, 6.3, 7.1). */
export const hostFilters: readonly Filter[] = [
  responds,
  hypervisor,
  quorum,
  owners,
  cpuLimit,
  memoryLimit,
  dynamicMemory,
  runningLimit,
  ratioLimit,
  clusterLimit,
  graphics,
  sameProcessor,
]
