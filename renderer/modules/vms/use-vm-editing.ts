import { useI18n } from 'vue-i18n'
import type { VmDetails } from '../../../shared/contract/index.ts'
import { vmName } from '../../../shared/contract/index.ts'
import type { VmId } from '../../../shared/domain/index.ts'
import { client, failureOf, useNotices, type InputOf } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import MigrateDialog, { type MigrateChoice } from './dialogs/MigrateDialog.vue'
import OwnerDialog from './dialogs/OwnerDialog.vue'
import PropertiesDialog from './dialogs/PropertiesDialog.vue'
import TagsDialog from './dialogs/TagsDialog.vue'
import WorkloadDialog from './dialogs/WorkloadDialog.vue'
import type { VmCommands } from './use-vm-commands.ts'

type Changes = InputOf<'vm.update'>['changes']

export interface VmEditing {
  rename(): void
  tag(): void
  setProperties(): void
  setOwner(): void
  setWorkload(): void
  migrate(): void
}

export interface VmEditingInput {
  ids: () => VmId[]
  subject: () => string
  commands: Pick<VmCommands, 'update' | 'setOwner' | 'assignTrace' | 'migrate' | 'transfer'>
  onDone: () => void
}

/** Changing what VMs are called, who they belong to and how they behave, one or many at once. */
export function useVmEditing({ ids, subject, commands, onDone }: VmEditingInput): VmEditing {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const notices = useNotices()

  /** Of one VM the dialogs show what it has; of several they show nothing. */
  async function current(vmIds: readonly VmId[]): Promise<VmDetails | undefined> {
    const [vmId] = vmIds
    if (!vmId || vmIds.length !== 1) return undefined
    return client.vm.get({ vmId })
  }

  async function withDialog(
    ask: (vmIds: VmId[], vm: VmDetails | undefined) => Promise<unknown>,
  ): Promise<void> {
    const vmIds = ids()
    try {
      if ((await ask(vmIds, await current(vmIds))) !== undefined) onDone()
    } catch (error) {
      notices.refused(failureOf(error))
    }
  }

  async function rename(vmIds: VmId[], vm: VmDetails | undefined): Promise<unknown> {
    if (!vm) return undefined
    const name = await dialogs.prompt({
      title: t('vms.rename.title', { name: vm.name }),
      label: t('common.name'),
      value: vm.name,
      confirmLabel: t('common.rename'),
      maxLength: 100,
      validate: text => (vmName.safeParse(text).success ? undefined : t('vms.rename.fault')),
    })
    if (!name || name === vm.name) return undefined
    return commands.update.run({ vmIds, changes: { name } }, { action: 'vm.rename', subject: name })
  }

  async function change(
    dialog: typeof TagsDialog | typeof PropertiesDialog,
    vmIds: VmId[],
    vm: VmDetails | undefined,
  ): Promise<unknown> {
    const changes = await dialogs.open<Changes>(dialog, { vm, subject: subject() })
    if (!changes || Object.keys(changes).length === 0) return undefined
    const action = dialog === TagsDialog ? 'vm.tag' : 'vm.update'
    return commands.update.run({ vmIds, changes }, { action })
  }

  async function setOwner(vmIds: VmId[], vm: VmDetails | undefined): Promise<unknown> {
    const chosen = await dialogs.open<Omit<InputOf<'vm.setOwner'>, 'vmIds'>>(OwnerDialog, {
      vm,
      subject: subject(),
    })
    return chosen && commands.setOwner.run({ vmIds, ...chosen })
  }

  async function setWorkload(vmIds: VmId[], vm: VmDetails | undefined): Promise<unknown> {
    const workload = await dialogs.open<string>(WorkloadDialog, { vm, subject: subject() })
    return workload === undefined ? undefined : commands.assignTrace.run({ vmIds, workload })
  }

  return {
    rename: () => void withDialog(rename),
    tag: () => void withDialog((vmIds, vm) => change(TagsDialog, vmIds, vm)),
    setProperties: () => void withDialog((vmIds, vm) => change(PropertiesDialog, vmIds, vm)),
    setOwner: () => void withDialog(setOwner),
    setWorkload: () => void withDialog(setWorkload),
    migrate: () => void withDialog(vmIds => migrate(vmIds, dialogs, subject(), commands)),
  }
}

/** Of several VMs the forecast is that of the first. */
async function migrate(
  vmIds: VmId[],
  dialogs: ReturnType<typeof useDialogs>,
  subject: string,
  commands: Pick<VmCommands, 'migrate' | 'transfer'>,
): Promise<unknown> {
  const [vmId] = vmIds
  if (!vmId) return undefined
  const { name, state } = await client.vm.get({ vmId })
  const isOne = vmIds.length === 1
  const given = { vmId, vmName: name, subject, isOne, isRunning: state === 'running' }
  const chosen = await dialogs.open<MigrateChoice>(MigrateDialog, given)
  if (!chosen) return undefined
  const { hostId, kind } = chosen
  if (kind !== 'any') return commands.migrate.run({ vmIds, hostId, kind })
  return commands.transfer.run({ vmId, hostId, useLan: chosen.useLan })
}
