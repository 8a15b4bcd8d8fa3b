import type { AnyId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { Sight } from '../counters/index.ts'
import { virtualNetworksOf } from '../networks/index.ts'
import type { ArrayRow, HostRow, VmRow, VolumeRow, World } from '../world/index.ts'

/** What is asked about. */
export type SlowSubject =
  | { readonly kind: 'vm'; readonly vm: VmRow }
  | { readonly kind: 'host'; readonly host: HostRow }
  | { readonly kind: 'volume'; readonly volume: VolumeRow }
  | { readonly kind: 'array'; readonly array: ArrayRow }
  | { readonly kind: 'network'; readonly host: HostRow; readonly network: string }

/** The object of an id, or a virtual network of a host; undefined where none is seen. */
export function slowSubjectOf(
  world: World,
  sight: Sight,
  id: AnyId,
  network?: string,
): SlowSubject | undefined {
  switch (kindOfId(id)) {
    case 'vm': {
      const vm = world.find('vm', id)
      return vm && sight.vm(vm) ? { kind: 'vm', vm } : undefined
    }
    case 'host': {
      const host = world.find('host', id)
      if (!host || !sight.host(host)) return undefined
      if (network === undefined) return { kind: 'host', host }
      const isThere = virtualNetworksOf(world, host).some(one => one.name === network)
      return isThere ? { kind: 'network', host, network } : undefined
    }
    case 'volume': {
      const volume = world.find('volume', id)
      return volume && sight.volume(volume) ? { kind: 'volume', volume } : undefined
    }
    case 'array': {
      const array = world.find('array', id)
      return array && sight.array(array) ? { kind: 'array', array } : undefined
    }
    default:
      return undefined
  }
}
