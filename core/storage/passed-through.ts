import { byId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { ArrayRow, HostRow, LunRow, VolumeRow, World } from '../world/index.ts'
import { arrayUnder } from './map.ts'

/** Whether a volume stands for a LUN that a guest has to itself, without a file system. */
export function isPassedThrough(volume: Pick<VolumeRow, 'passedTo'> | undefined): boolean {
  return volume?.passedTo !== undefined
}

/** Why a volume is not to be had: a guest has it to itself (`storage.passed-through`). */
export function passedRefusal(
  world: World,
  { name, passedTo }: Pick<VolumeRow, 'name' | 'passedTo'>,
): Refusal | undefined {
  const holder = world.find('vm', passedTo)
  return holder && refuse('storage.passed-through', { volume: name, vm: holder.name })
}

/** Whether a host sees the LUNs of an array: its own disks, or one that a volume of it lies on. */
export function seesArray(world: World, host: HostRow, array: ArrayRow): boolean {
  if (array.hostId !== undefined) return array.hostId === host.id
  return host.volumeIds.some(id => {
    const volume = world.find('volume', id)
    return volume !== undefined && arrayUnder(world, volume)?.id === array.id
  })
}

/** The array that a LUN lies in. */
export function arrayOf(world: World, lun: LunRow): ArrayRow {
  return world.get('array', world.get('pool', lun.poolId).arrayId)
}

/** The volume that a LUN belongs to, which may be one that a guest has to itself. */
export function volumeOver(world: World, lunId: LunRow['id']): VolumeRow | undefined {
  return [...world.all('volume')].find(volume => volume.lunIds.includes(lunId))
}

/** LUNs that a host sees and nobody uses, in the order of their ids. */
export function freeLunsOf(world: World, host: HostRow): LunRow[] {
  const used = new Set([...world.all('volume')].flatMap(volume => volume.lunIds))
  return [...world.all('lun')]
    .filter(lun => !used.has(lun.id) && !lun.isThin && seesArray(world, host, arrayOf(world, lun)))
    .sort(byId)
}
