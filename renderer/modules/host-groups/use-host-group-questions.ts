import { useI18n } from 'vue-i18n'
import type { TreeNodeView } from '../../../shared/contract/index.ts'
import type { HostGroupId } from '../../../shared/domain/index.ts'
import { useDialogs } from '../../ui/index.ts'
import MoveDialog from './MoveDialog.vue'
import HostGroupPropertiesDialog from './properties/HostGroupPropertiesDialog.vue'

/** What the dialog that asks for the target needs. */
export interface MoveQuestion {
  kind: 'hostgroup' | 'host'
  ids: readonly string[]
  /** What moves, in words. */
  name: string
  /** How many hosts come along because they are of the same clusters. */
  joined?: number
  targetId?: string
}

export interface HostGroupQuestions {
  /** The name of a group; undefined when it was cancelled. */
  name(title: string, confirmLabel: string, value?: string): Promise<string | undefined>
  sureToDelete(name: string): Promise<boolean>
  /** All properties of the group, at this tab; saved there. */
  properties(node: TreeNodeView, tab?: string): Promise<void>
  /** The group to move to, chosen with whose scope that changes in sight. */
  target(question: MoveQuestion): Promise<HostGroupId | undefined>
}

const longestName = 64

/** What a person is asked before a host group changes. */
export function useHostGroupQuestions(): HostGroupQuestions {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()

  return {
    async properties({ id, name, parentId }, tab) {
      const about = { hostGroupId: id, name, isRoot: parentId === undefined, tab }
      await dialogs.open(HostGroupPropertiesDialog, about)
    },
    name: (title, confirmLabel, value = '') =>
      dialogs.prompt({
        title,
        label: t('common.name'),
        value,
        confirmLabel,
        maxLength: longestName,
        validate: name => (name.trim() ? undefined : t('hosts.group.nameMissing')),
      }),
    sureToDelete: name =>
      dialogs.confirm({
        title: t('hosts.group.deleteTitle', { name }),
        text: t('hosts.group.deleteText'),
        confirmLabel: t('common.delete'),
        danger: true,
      }),
    target: question => dialogs.open<HostGroupId>(MoveDialog, { ...question }),
  }
}
