import { clusterNetworksOf } from '../../../../core/networks/index.ts'
import { put } from '../../../../core/world/index.ts'
import { failoverStartsMax } from '../../../../shared/domain/index.ts'
import type { Break } from './break-kit.ts'
import { addJob, afterStep, change } from './break-kit.ts'

const open = { status: 'running', endedMs: undefined, process: 'failover' } as const

/** Ways to break clusters, their nodes and their networks. */
export const clusterBreaks: Readonly<Record<string, Break>> = {
  uplink: simulation => {
    const { vms, hosts } = simulation.world
    vms.data.networkSpan.fill(1e6)
    vms.data.grantedPercent.fill(50)
    hosts.data.networkMbps.fill(1e6)
    afterStep(simulation)
  },
  'cluster network': simulation =>
    change(simulation, 'cluster', cluster => ({
      networks: clusterNetworksOf(simulation.world, cluster).map(one => ({ ...one, role: 0 })),
    })),
  network: simulation => change(simulation, 'host', () => ({ networks: ['Nowhere'] })),
  'disk-owner': simulation => {
    const { world } = simulation
    const volume = [...world.all('volume')].find(one => one.kind !== 'local')!
    const stranger = [...world.all('host')].find(host => !host.volumeIds.includes(volume.id))!
    world.apply(put('volume', { ...volume, ownerHostId: stranger.id }))
  },
  'failover-starts': simulation => {
    const { world } = simulation
    const [vm] = [...world.all('vm')]
    for (let more = 0; more <= failoverStartsMax; more++) {
      const id = world.nextId('vm')
      const jobId = addJob(simulation, { ...open, targetId: id }).id
      const slot = world.vms.take()
      world.apply(put('vm', { ...vm!, id, slot, name: id, state: 'starting', jobId }))
    }
  },
  'host-down': ({ world }) => {
    const vm = [...world.all('vm')].find(one => one.state === 'running')!
    world.apply(put('host', { ...world.get('host', vm.hostId), condition: 'down' }))
  },
  maintenance: simulation => {
    const { world } = simulation
    const vm = [...world.all('vm')][0]!
    const host = world.get('host', vm.hostId)
    const maintenance = { sinceMs: vm.createdMs - 1, movedVmIds: [], savedVmIds: [] }
    world.apply(put('host', { ...host, maintenance }))
  },
  quorum: ({ world }) => {
    const vm = [...world.all('vm')].find(one => one.highlyAvailable && one.state === 'running')!
    const cluster = world.get('cluster', world.get('host', vm.hostId).clusterId!)
    world.apply(put('cluster', { ...cluster, stopped: { sinceMs: 0, votes: 0, needed: 2 } }))
  },
  votes: ({ world }) => {
    const member = [...world.all('host')].find(one => one.clusterId)!
    world.apply(put('host', { ...member, hasNoVote: true }))
  },
  processors: ({ world }) => (world.hosts.data.virtualProcessors[0]! += 1),
  schedule: ({ world }) =>
    world.apply(
      put('schedule', {
        ...{ id: world.nextId('schedule'), name: 'x', volumeId: 'volume-1', hostId: 'host-1' },
        ...{ kind: 'copy-on-write', everyHours: 1, keep: 1, ownerName: 'test' },
        nextMs: world.nowMs + 1000,
      }),
    ),
  'snapshot-room': simulation => change(simulation, 'volume', () => ({ snapshotGib: 5 })),
}
