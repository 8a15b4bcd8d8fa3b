import type { Component } from 'vue'
import type { VmDetails } from '../../../shared/contract/index.ts'
import type { VmId } from '../../../shared/domain/index.ts'
import { client, failureOf, useNotices, type OperationName } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import { useCheckpointActions } from './checkpoints/use-checkpoint-actions.ts'
import CloneDialog from './transfer/CloneDialog.vue'
import DeployDialog from './transfer/DeployDialog.vue'
import RepairDialog from './transfer/RepairDialog.vue'
import StoreDialog from './transfer/StoreDialog.vue'
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

  async function opened(dialog: Component, given: Record<string, unknown>): Promise<boolean> {
    return (await dialogs.open<boolean>(dialog, given)) === true
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
    'vm.setHardware': ofOne(vm => opened(HardwareDialog, { vm })),
    'vm.migrateStorage': ofOne(vm => opened(StorageDialog, { vm })),
    'vm.store': {
      isForOne: false,
      run: () => void done(opened(StoreDialog, { vmIds: ids(), subject: subject() })),
    },
    'vm.deploy': ofOne(vm => opened(DeployDialog, { vm })),
    'vm.clone': ofOne(vm => opened(CloneDialog, { vm })),
    'vm.repair': ofOne(vm => opened(RepairDialog, { vm })),
    'vm.checkpointRestore': ofOne(vm => checkpoints.restoreOf(vm)),
  }
}
