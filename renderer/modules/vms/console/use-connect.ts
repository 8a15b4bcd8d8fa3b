import type { VmId } from '../../../../shared/domain/index.ts'
import { useDialogs } from '../../../ui/index.ts'
import ConsoleDialog from './ConsoleDialog.vue'

/** Opens the screen of a VM over whatever is in sight. */
export function useConnect(): (vmId: VmId, name: string) => Promise<void> {
  const dialogs = useDialogs()
  return async (vmId, vmName) => {
    await dialogs.open(ConsoleDialog, { vmId, vmName })
  }
}
