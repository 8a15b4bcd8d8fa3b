import type { VmDetails } from '../../../shared/contract/index.ts'
import type { VmId } from '../../../shared/domain/index.ts'
import { client, failureOf, useNotices, type OperationName } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import { useCheckpointActions } from './checkpoints/use-checkpoint-actions.ts'
import StorageDialog from './work/StorageDialog.vue'
import { useBootPlan } from './use-boot-plan.ts'
import HardwareDialog from './hardware/HardwareDialog.vue'

/** What a line of the pane does that has a dialog with a forecast. */
export interface VmWorkAction {
  /** Whether it is done with one VM at a time. */
  readonly isForOne: boolean
  run(): void
}
export type VmWork = Readonly<Partial<Record<OperationName, VmWorkAction>>>

export interface VmWorkInput {
  ids: () => VmId[]
  subject: () => string
  onDone: () => void
}

/** Work on the files of VMs: every dialog says first what it would take. */
export function useVmWork({ ids, subject, onDone }: VmWorkInput): VmWork {
  const notices = useNotices()
  const dialogs = useDialogs()
  const checkpoints = useCheckpointActions()
  const plan = useBootPlan()

  async function done(asked: Promise<boolean>): Promise<void> {
    try {
      if (await asked) onDone()
    } catch (error) {
      notices.refused(failureOf(error))
    }
  }

  function ofOne(ask: (vm: VmDetails) => Promise<boolean>): VmWorkAction {
    const withOne = async () => {
      const [vmId] = ids()
      return vmId ? ask(await client.vm.get({ vmId })) : false
    }
    return { isForOne: true, run: () => void done(withOne()) }
  }

  return {
    'vm.runBootPlan': { isForOne: false, run: () => void done(plan(ids(), subject())) },
    'vm.checkpoint': {
      isForOne: false,
      run: () => void done(checkpoints.makeOf(ids(), subject())),
    },
    'vm.setHardware': ofOne(async vm => {
      const saved = await dialogs.open<boolean>(HardwareDialog, { vm })
      return saved === true
    }),
    'vm.migrateStorage': ofOne(async vm => {
      const moved = await dialogs.open<boolean>(StorageDialog, { vm })
      return moved === true
    }),
    'vm.checkpointRestore': ofOne(vm => checkpoints.restoreOf(vm)),
  }
}
