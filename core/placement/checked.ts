import { limitsOf, mibPerGib, platformOf, processorLimitOf } from '../../shared/domain/index.ts'
import type { HostFigures, PlacementRequest } from './figures.ts'
import { bestVolume } from './filters.ts'
import { figure, listed } from './format.ts'
import type { RatingReason } from './reason.ts'
import { checkNames, isBrokenOn, nameForReader, outcomesOf } from './rules/index.ts'
import { memoryNeededMib, memoryReserveOf } from './terms.ts'

/** What holds where a condition says nothing; undefined where the VM is not asked about it. */
type Passed = (request: PlacementRequest, host: HostFigures) => string | undefined

/** A sentence for each condition of the rating, by the code of the reason that it gives. */
const passed: Readonly<Record<string, Passed>> = {
  'not-responding': () => 'Its agent answers.',
  maintenance: () => 'It is not in maintenance mode.',
  hypervisor: () => 'It runs Hyper-V, as the VM does.',
  quorum: (request, host) =>
    request.highlyAvailable && host.clusterName ? `${host.clusterName} has its quorum.` : undefined,
  'possible-owners': request =>
    request.possibleOwnerIds && 'It is among the possible owners of the VM.',
  'limit-processors': (request, host) =>
    `Virtual processors: ${request.cpuCount} of at most ${limitsOf(host).vcpusPerVm} for a VM on ${platformOf(host)}.`,
  'limit-memory': (request, host) =>
    `Memory of the VM: ${figure(request.dynamicMemory?.maximumMib ?? request.memoryMib)} MB of at most ${figure(limitsOf(host).memoryMibPerVm)} MB on ${platformOf(host)}.`,
  'dynamic-memory': request =>
    request.dynamicMemory && 'Dynamic memory: its version and the guest support it.',
  'limit-running': (_, host) =>
    `Running VMs: ${figure(host.runningVms)} of at most ${figure(limitsOf(host).runningVmsPerHost)}.`,
  'limit-ratio': (request, host) =>
    `Virtual processors on the host: ${figure((host.virtualProcessors ?? 0) + request.cpuCount)} with the VM, of at most ${figure(processorLimitOf(host).limit)}.`,
  'limit-cluster': (request, host) =>
    request.highlyAvailable && host.clusterVms !== undefined
      ? `VMs in the cluster: ${figure(host.clusterVms)} of at most ${figure(limitsOf(host).vmsPerCluster)}.`
      : undefined,
  'remote-fx': request =>
    request.usesRemoteFx
      ? 'RemoteFX: it has a graphics processor for the 3D video adapter.'
      : undefined,
  processor: request =>
    request.processor && 'Processors: the guest can go on with those of this host.',
  'not-available': () => 'It is available for placement.',
  volume: (request, host) => {
    const volume = bestVolume(request, host)
    const freeGib = (volume?.freeGib ?? 0) - host.diskReserveMib / mibPerGib
    return `Volume: ${figure(freeGib)} GB free on ${volume?.name} above the reserve, ${figure(request.diskGib)} GB needed.`
  },
  memory: (request, host) => {
    const free = host.memoryMib - memoryReserveOf(host) - host.memoryUsedMib
    return `Memory: ${figure(free)} MB free above the reserve, ${figure(memoryNeededMib(request))} MB needed with the overhead.`
  },
  networks: request =>
    request.networks.length > 0
      ? `Networks: it has ${listed([...new Set(request.networks)])}.`
      : undefined,
  vlan: request =>
    request.vlans?.length
      ? `VLANs: its networks carry ${listed([...new Set(request.vlans.map(one => `VLAN ${one.vlan}`))])}.`
      : undefined,
  'not-clustered': (request, host) =>
    request.highlyAvailable && host.clusterName
      ? `High availability: it is a node of ${host.clusterName}.`
      : undefined,
  'cluster-reserve': (_, host) =>
    host.clusterReserve && host.reservePlace !== undefined
      ? `Cluster reserve: ${host.clusterName} survives ${failuresText(host.clusterReserve.goal.reserveNodes)} with the VM.`
      : undefined,
  'same-name': request => request.name && `No VM there is named ${request.name}.`,
  processors: (request, host) =>
    `Processors: ${request.cpuCount} virtual of ${host.logicalProcessors} logical.`,
}

function failuresText(nodes: number): string {
  return nodes === 1 ? 'the failure of any node' : `the failure of any ${nodes} nodes`
}

/**
 * Every condition that was asked and holds, with its figures: beside the reasons, which are those
 * that do not hold, nothing that was asked stays unsaid.
 */
export function checkedOf(
  request: PlacementRequest,
  host: HostFigures,
  reasons: readonly RatingReason[],
): string[] {
  const against = new Set(reasons.map(one => one.code))
  const held = Object.entries(passed).flatMap(([code, text]) =>
    against.has(code) ? [] : (text(request, host) ?? []),
  )
  const rules = (request.rules ?? [])
    .filter(rule => rule.covers[host.slot] === 1 && !isBrokenOn(rule, host.slot))
    .map(rule => `${nameForReader(rule, request.ruleReader)}: kept here.`)
  const checks = outcomesOf(request, host, reasons)
    .filter(one => one.passed)
    .map(one => `Check ${checkNames[one.check]}: passed.`)
  return [...held, ...rules, ...checks]
}
