import type { VmDetails } from '../../shared/contract/index.ts'
import { checkpointsMax } from '../../shared/domain/index.ts'
import { checkpointDepth, checkpointsOf } from '../guests/index.ts'
import type { VmRow } from '../world/index.ts'

/** The tree of a VM's checkpoints as its details show it. */
export function checkpointTreeView(vm: VmRow): VmDetails['checkpoints'] {
  return {
    checkpoints: checkpointsOf(vm).map(one => ({
      ...{ id: one.id, name: one.name, description: one.description, parentId: one.parentId },
      ...{ createdMs: one.createdMs, creatorName: one.creatorName, state: one.state },
      ...{ imageMib: one.imageMib, writtenGib: sumOf(one.writtenGib) },
      ...{ cpuCount: one.hardware.cpuCount, memoryMib: one.hardware.memoryMib },
      isDeleted: one.isDeleted === true,
    })),
    currentId: vm.checkpointId,
    writtenGib: sumOf(vm.writtenGib ?? []),
    depth: checkpointDepth(vm) + 1,
    limit: checkpointsMax,
  }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
