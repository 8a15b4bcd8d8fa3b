import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { clusterNetworksOf, uplinksOf, virtualNetworksOf } from '../networks/index.ts'
import type { HostRow, JobChangeRow, VirtualNetwork, VmRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { putHost, recordHostChange } from './network-edit.handlers.ts'
import { clusterNetworkRefusal, namesOf, partRefusal } from './network-names.ts'
import { nameOfTargets, selectVms } from './targets.ts'
import { editRefusal } from './vm.handlers.ts'

type Input = InputOf<'network', 'createVirtualNetwork'>

function isOutside({ kind }: VirtualNetwork): boolean {
  return kind === 'external' || kind === 'dedicated'
}

/** Why a virtual network cannot lie over what it names, besides the other ones of its host. */
function uplinkRefusal(world: World, host: HostRow, network: VirtualNetwork): Refusal | undefined {
  const { name, kind, over } = network
  if (isOutside(network) !== (over !== undefined)) {
    return refuse('network.needs-uplink', { name, kind })
  }
  if (over === undefined) return undefined
  const known = uplinksOf(world, host).map(uplink => uplink.name)
  if (!known.includes(over)) {
    const names = { kind: 'free adapter or team', name: over, owner: host.name, known }
    return refuse('network.unknown', names)
  }
  const other = virtualNetworksOf(world, host).find(
    one =>
      one.name !== name &&
      one.over === over &&
      (one.vlan === network.vlan || one.kind === 'dedicated' || kind === 'dedicated'),
  )
  return other && refuse('network.uplink-taken', { name, over, user: other.name })
}

function networkOf({ name, kind, over, vlan }: Input): VirtualNetwork {
  return {
    ...{ name, kind },
    ...(over === undefined ? {} : { over }),
    ...(vlan === undefined ? {} : { vlan }),
  }
}

/** The host with other virtual networks; their names stand beside them. */
function withNetworks(host: HostRow, virtualNetworks: readonly VirtualNetwork[]): HostRow {
  return { ...host, virtualNetworks, networks: virtualNetworks.map(one => one.name) }
}

function changesBetween(
  before: Partial<VirtualNetwork>,
  after: Partial<VirtualNetwork>,
): JobChangeRow[] {
  const object = after.name ?? before.name ?? ''
  const keys = ['name', 'kind', 'over', 'vlan'] as const
  return keys.flatMap(key => changeOf(object, key, before[key], after[key]))
}

function createVirtualNetwork(context: HandlerContext, input: Input) {
  const { world } = context
  const host = world.get('host', input.hostId)
  const network = networkOf(input)
  const taken = namesOf(world, host, 'virtual network').some(
    one => one.toLowerCase() === network.name.toLowerCase(),
  )
  if (taken) return refuse('name.taken', { kind: 'virtual network', name: network.name })
  const refusal = uplinkRefusal(world, host, network)
  if (refusal) return refusal
  return (): Applied => {
    putHost(world, withNetworks(host, [...virtualNetworksOf(world, host), network]))
    const changes = changesBetween({}, network)
    const undo = { hostId: host.id, name: network.name }
    return {
      jobId: recordHostChange(
        context,
        'job.network.createVirtualNetwork',
        host,
        changes,
        'New-SCVirtualNetwork',
      ),
      undo: { operation: 'network.removeVirtualNetwork', input: undo },
    }
  }
}

function updateVirtualNetwork(context: HandlerContext, input: Input) {
  const { world } = context
  const host = world.get('host', input.hostId)
  const networks = virtualNetworksOf(world, host)
  const before = networks.find(one => one.name === input.name)
  if (!before) return partRefusal(world, host, 'virtual network', input.name)
  const network = networkOf(input)
  const refusal = uplinkRefusal(world, host, network)
  if (refusal) return refusal
  return (): Applied => {
    putHost(
      world,
      withNetworks(
        host,
        networks.map(one => (one === before ? network : one)),
      ),
    )
    const changes = changesBetween(before, network)
    return {
      jobId: recordHostChange(
        context,
        'job.network.updateVirtualNetwork',
        host,
        changes,
        'Set-SCVirtualNetwork',
      ),
      undo: {
        operation: 'network.updateVirtualNetwork',
        input: { hostId: host.id, ...before },
      },
    }
  }
}

/** The VMs on a host that use a virtual network: by name in the caller's scope, others counted. */
function vmsOn({ world, access, caller }: HandlerContext, host: HostRow, name: string): string[] {
  const mine = access.scope(caller, 'vm.read')
  const users = [...world.index.vmsByHost.of(host.id)]
    .map(id => world.get('vm', id))
    .filter(vm => vm.networkAdapters.some(adapter => adapter.network === name))
  const seen = users.filter(vm => mine.vm(vm)).map(vm => vm.name)
  const shown = seen.sort().slice(0, 5)
  const more = users.length - shown.length
  return more > 0 ? [...shown, `${more} more VMs`] : shown
}

function removeVirtualNetwork(
  context: HandlerContext,
  { hostId, name }: InputOf<'network', 'removeVirtualNetwork'>,
) {
  const { world } = context
  const host = world.get('host', hostId)
  const networks = virtualNetworksOf(world, host)
  const network = networks.find(one => one.name === name)
  if (!network) return partRefusal(world, host, 'virtual network', name)
  const users = vmsOn(context, host, name)
  if (users.length > 0) return refuse('network.in-use', { name, host: host.name, users })
  return (): Applied => {
    putHost(
      world,
      withNetworks(
        host,
        networks.filter(one => one !== network),
      ),
    )
    const changes = changesBetween(network, {})
    return {
      jobId: recordHostChange(
        context,
        'job.network.removeVirtualNetwork',
        host,
        changes,
        'Remove-SCVirtualNetwork',
      ),
      undo: { operation: 'network.createVirtualNetwork', input: { hostId, ...network } },
    }
  }
}

/** Why a VM cannot have these networks for its live migration. */
function migrationListRefusal(
  world: World,
  vm: VmRow,
  names: readonly string[] | undefined,
): Refusal | undefined {
  const host = world.get('host', vm.hostId)
  const cluster = world.find('cluster', host.clusterId)
  if (!cluster) return refuse('migration.no-cluster', { name: vm.name, host: host.name })
  const known = clusterNetworksOf(world, cluster).map(network => network.name)
  const unknown = names?.find(name => !known.includes(name))
  if (unknown !== undefined) return clusterNetworkRefusal(world, cluster, unknown)
  return editRefusal(world, vm)
}

function setMigrationNetworks(
  context: HandlerContext,
  input: InputOf<'network', 'setMigrationNetworks'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const networks = input.networks && [...new Set(input.networks)]
  const selected = selectVms(context, 'vm.edit', input.vmIds, vm =>
    migrationListRefusal(world, vm, networks),
  )
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  return () => {
    const text = (names: readonly string[] | undefined) => names?.join(', ') ?? 'by the cluster'
    const changes = vms.flatMap(vm => {
      world.apply(put('vm', { ...world.get('vm', vm.id), migrationNetworks: networks }))
      const [before, after] = [text(vm.migrationNetworks), text(networks)]
      return changeOf(vm.name, 'migrationNetworks', before, after)
    })
    const jobId = recordJob(world, {
      ...{ name: 'job.network.setMigrationNetworks', targetName: nameOfTargets(vms), caller },
      ...{ targetId: vms.length === 1 ? vms[0]!.id : undefined, changes },
    })
    const alike = new Set(vms.map(vm => text(vm.migrationNetworks))).size === 1
    const undo = { vmIds: vms.map(vm => vm.id), networks: vms[0]!.migrationNetworks }
    return {
      ...{ jobId, accepted: vms.length, refused },
      ...(alike ? { undo: { operation: 'network.setMigrationNetworks', input: undo } } : {}),
    }
  }
}

/** Changing virtual networks, and what VMs ask of cluster networks. */
export const virtualNetworkHandlers = {
  createVirtualNetwork,
  updateVirtualNetwork,
  removeVirtualNetwork,
  setMigrationNetworks,
}
