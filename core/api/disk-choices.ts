import { arrayOf, childCount, childrenOf, freeLunsOf, parentsOf } from '../storage/index.ts'
import type { HostRow, World } from '../world/index.ts'
import type { HandlerContext, OutputOf } from './handler.ts'
import { sharePath } from './share.handlers.ts'

/** What differencing disks on a host could stand on: parents on its volumes, and library disks. */
export function parentChoices(
  { world, access, caller }: HandlerContext,
  host: HostRow,
): OutputOf<'vm', 'hardware'>['parents'] {
  const here = host.volumeIds.flatMap(volumeId =>
    parentsOf(world.get('volume', volumeId))
      .filter(one => !one.copying)
      .map(({ id, name, sizeGib, usedGib }) => ({
        ...{ name, sizeGib, usedGib, volumeId, parentId: id },
        disks: childCount(childrenOf(world, volumeId, id)),
      })),
  )
  const mine = access.scope(caller, 'library.read')
  const library = [...world.all('disk')]
    .filter(disk => mine.disk(disk))
    .map(({ id, name, sizeGib, usedGib, shareId }) => ({
      ...{ name: `${sharePath(world.get('share', shareId))}\\${name}` },
      ...{ sizeGib, usedGib, diskId: id },
    }))
  return [...here, ...library]
}

/** The LUNs that a VM on a host could have to itself. */
export function lunChoices(world: World, host: HostRow): OutputOf<'vm', 'hardware'>['luns'] {
  return freeLunsOf(world, host).map(lun => ({
    ...{ lunId: lun.id, name: lun.name, sizeGib: lun.sizeGib },
    arrayName: arrayOf(world, lun).name,
  }))
}
