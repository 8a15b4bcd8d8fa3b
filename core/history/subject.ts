import { numberOfId } from '../../shared/domain/index.ts'
import { virtualNetworksOf } from '../networks/index.ts'
import type { World } from '../world/index.ts'
import { networkNumber, networksPerHost } from './network-cells.ts'
import type { Subject } from './series.ts'

/** What an id, or a host's id and the name of a virtual network of it, has a history under. */
export function subjectOf(world: World, id: string, network?: string): Subject | undefined {
  const number = numberOfId(id)
  const host = world.find('host', id)
  if (network !== undefined) {
    if (!host) return undefined
    const at = virtualNetworksOf(world, host).findIndex(one => one.name === network)
    if (at < 0 || at >= networksPerHost) return undefined
    const slot = host.slot * networksPerHost + at
    return { kind: 'network', slot, number: networkNumber(id, network) }
  }
  if (host) return { kind: 'host', slot: host.slot, number }
  const vm = world.find('vm', id)
  if (vm) return { kind: 'vm', slot: vm.slot, number }
  const volume = world.find('volume', id)
  return volume && { kind: 'volume', slot: volume.slot, number }
}
