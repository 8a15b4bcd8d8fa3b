import { mdiTuneVariant } from '@mdi/js'
import { useI18n } from 'vue-i18n'
import { useDialogs } from '../../ui/index.ts'
import HostPropertiesDialog from './properties/HostPropertiesDialog.vue'
import type { HostAction, HostActionsInput } from './use-host-actions.ts'

/** The properties of the one selected host. */
export function useHostProperties({ ids, rows }: HostActionsInput): () => HostAction {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()

  async function open(): Promise<void> {
    const [host] = rows()
    if (ids().length !== 1 || !host) return
    await dialogs.open(HostPropertiesDialog, { hostId: host.id, hostName: host.name })
  }

  return () => {
    const count = ids().length
    return {
      key: 'properties',
      label: t('hosts.properties.open'),
      icon: mdiTuneVariant,
      shortcut: 'Alt Enter',
      detail: count === 1 ? undefined : t('hosts.needsOne', { count }, count),
      disabled: count !== 1,
      busy: false,
      run: () => void open(),
    }
  }
}
