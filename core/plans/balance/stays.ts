import { msPerMinute } from '../../../shared/domain/index.ts'

import { movableRefusal } from '../../processes/migration/index.ts'
import type { VmRow, VolumeRow, World } from '../../world/index.ts'

/** Why the balancer leaves a VM where it is, whatever would be gained (facts 2.2). */
export interface Stay {
  readonly code: 'not-available' | 'local' | 'excluded' | 'hold' | 'state' | 'busy'
  readonly text: string
}

/** Why a VM stays; undefined for one that may move. */
export function stayOf(world: World, vm: VmRow, holdMinutes: number): Stay | undefined {
  const { name } = vm
  if (!vm.highlyAvailable) return { code: 'not-available', text: `${name} is not highly available` }
  const local = vm.disks.map(disk => world.get('volume', disk.volumeId)).find(isNotShared)
  if (local)
    return { code: 'local', text: `${name} has files on ${local.name}, which is not shared` }
  if (vm.blocksDynamicOptimization) {
    return { code: 'excluded', text: `${name} is excluded from Dynamic Optimization` }
  }
  if (vm.jobId !== undefined) {
    const job = world.find('job', vm.jobId)
    return { code: 'busy', text: `${name} is busy${job ? ` with another job` : ''}` }
  }
  const leftMs = (vm.movedMs ?? -Infinity) + holdMinutes * msPerMinute - world.nowMs
  if (leftMs > 0) {
    const left = Math.ceil(leftMs / msPerMinute)
    return { code: 'hold', text: `${name} has just moved and stays for ${left} more minutes` }
  }
  const refusal = movableRefusal(world, vm, 'live')
  return refusal && { code: 'state', text: refusal.text }
}

function isNotShared(volume: VolumeRow): boolean {
  return volume.kind === 'local'
}
