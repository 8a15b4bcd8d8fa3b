import { useI18n } from 'vue-i18n'
import type { VmRowView } from '../../../shared/contract/index.ts'
import { useCommand, useNotices, type Command } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import { askingOf, portalOperations, type PortalOperation } from './vm-actions.ts'

export interface PortalCommand {
  nameOf(operation: PortalOperation): string
  /** Asks where something would be lost, then does it. */
  run(operation: PortalOperation, vm: VmRowView): Promise<void>
}

/** Operations that take a list of VMs. */
type BulkOperation = Exclude<PortalOperation, 'vm.deploy'>

/** The actions of the portal on one VM at a time. */
export function usePortalCommand(): PortalCommand {
  const { t } = useI18n()
  const dialogs = useDialogs()
  const notices = useNotices()
  let subject = ''
  const commands = new Map<BulkOperation, Command<BulkOperation>>(
    portalOperations
      .filter(operation => operation !== 'vm.deploy')
      .map(operation => [operation, useCommand(operation, { subject: () => subject })]),
  )
  const deploy = useCommand('vm.deploy', { subject: () => subject })

  async function isSure(operation: PortalOperation, vm: VmRowView): Promise<boolean> {
    const asking = askingOf(operation)
    if (asking === 'none') return true
    const action = notices.nameOf(operation)
    return dialogs.confirm({
      title: t('portal.confirm.title', { action, name: vm.name }),
      consequences: [t(`portal.confirm.${operation}`)],
      danger: asking === 'danger',
      confirmLabel: action,
    })
  }

  return {
    nameOf: operation => notices.nameOf(operation),
    async run(operation, vm) {
      if (!(await isSure(operation, vm))) return
      subject = vm.name
      // The best rated host takes it: whoever has the portal knows no hosts.
      if (operation === 'vm.deploy') await deploy.run({ vmId: vm.id })
      else await commands.get(operation)?.run({ vmIds: [vm.id] })
    },
  }
}
