import type { VmState } from '../../../shared/domain/index.ts'
import type { VmRow } from '../../world/index.ts'

/** What a VM whose files do not move is: in the library, saved, or stopped. */
export function restOf(vm: VmRow): VmState {
  if (vm.stored) return 'stored'
  return vm.savedImageMib === undefined ? 'stopped' : 'saved'
}

/** The VM where it was before its files began to move; what was copied is gone. */
export function backAt(vm: VmRow, state: VmState): VmRow {
  return { ...vm, state, transfer: undefined, failure: undefined }
}
