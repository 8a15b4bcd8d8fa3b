import type { JobId } from '../../shared/domain/index.ts'
import { idsInOrder } from '../../shared/domain/index.ts'
import type { HostRow, World } from '../world/index.ts'

/**
 * The running job that reads or writes on a host without being the host's own: it is about, or its
 * parameters name, the host, a VM on it, a volume in it or a LUN of such a volume. A copy that came
 * from the host or goes to it would lose its disks with the host.
 */
export function workAround(world: World, host: HostRow): JobId | undefined {
  const own = host.volumeIds
    .map(id => world.get('volume', id))
    .filter(volume => volume.kind === 'local')
  const luns = own.flatMap(volume => volume.lunIds)
  const vms = world.index.vmsByHost.of(host.id)
  const inside = new Set<string>([host.id, ...own.map(volume => volume.id), ...luns, ...vms])
  return idsInOrder(world.index.openJobs).find(id => {
    const { process, status, targetId, parameters } = world.get('job', id)
    if (process === undefined || status !== 'running') return false
    return [targetId, ...idsIn(parameters)].some(one => one !== undefined && inside.has(one))
  })
}

/** Whatever looks like the id of an object, anywhere in the parameters of a job. */
function idsIn(parameters: unknown): string[] {
  const quoted = (JSON.stringify(parameters) ?? '').match(/"[a-z]+-\d+"/g) ?? []
  return quoted.map(one => one.slice(1, -1))
}
