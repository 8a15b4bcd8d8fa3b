import type { VmId } from '../../../shared/domain/index.ts'
import { useCommand } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import BootPlanDialog from './dialogs/BootPlanDialog.vue'

/** Shows the plan of a staggered start, and carries it out where that is wanted. */
export function useBootPlan(): (vmIds: readonly VmId[], subject: string) => Promise<boolean> {
  const dialogs = useDialogs()
  const command = useCommand('vm.runBootPlan')
  return async (vmIds, subject) => {
    const limitMs = await dialogs.open<number>(BootPlanDialog, { vmIds: [...vmIds], subject })
    if (limitMs === undefined) return false
    return (await command.run({ vmIds: [...vmIds], limitMs }, { subject })) !== undefined
  }
}
