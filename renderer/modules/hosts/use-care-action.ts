import { useI18n } from 'vue-i18n'
import type { HostAction } from './use-host-actions.ts'

type Make = (key: string, icon: string, run: () => Promise<void>, fault?: string) => HostAction

/** Makes lines of the pane from a key, what they do, and why they cannot. */
export function useCareAction(): Make {
  const { t } = useI18n({ useScope: 'global' })
  return (key, icon, run, fault) => {
    const label = t(`hosts.care.do.${key}`)
    const disabled = fault !== undefined
    return { key, icon, label, detail: fault, disabled, busy: false, run: () => void run() }
  }
}
