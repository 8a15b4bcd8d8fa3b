import type { HostReserves } from '../../shared/domain/index.ts'
import { defaultReserves, reserveKeys } from '../../shared/domain/index.ts'
import type { HostGroupRow, HostRow, World } from '../world/index.ts'

type Reserving = Pick<HostRow, 'hostGroupId' | 'overridesReserves' | keyof HostReserves>

/**
 * Whether a host keeps back what it says itself and not what its host group says (facts 1.4). A row
 * of an older fabric does where somebody had changed a figure.
 */
export function overridesReserves(host: Reserving): boolean {
  return host.overridesReserves ?? reserveKeys.some(key => host[key] !== defaultReserves[key])
}

/** The group whose reserves hold in a group, itself or the next above; none for the defaults. */
export function reserveGroupOf(
  world: World,
  group: HostGroupRow | undefined,
): HostGroupRow | undefined {
  for (let at = group; at; at = world.find('hostgroup', at.parentId)) if (at.reserves) return at
  return undefined
}

/** What a host keeps back: its own reserves, or those that it inherits (facts 1.4). */
export function reservesOf(world: World, host: Reserving): HostReserves {
  if (!overridesReserves(host)) return inheritedReserves(world, host)
  const { cpuReservePercent, memoryReserveMib, diskReserveMib, iopsMax } = host
  const { networkReservePercent } = host
  return { cpuReservePercent, memoryReserveMib, diskReserveMib, iopsMax, networkReservePercent }
}

/** What a host would keep back without reserves of its own. */
export function inheritedReserves(world: World, host: Pick<HostRow, 'hostGroupId'>): HostReserves {
  const group = world.find('hostgroup', host.hostGroupId)
  return reserveGroupOf(world, group)?.reserves ?? defaultReserves
}
