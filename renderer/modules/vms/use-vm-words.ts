import { useI18n } from 'vue-i18n'
import type { VmState } from '../../../shared/domain/index.ts'
import type { RefusalView } from '../../../shared/refusals/index.ts'
import { useRefusalText } from '../../session/index.ts'
import { formatNumber } from '../../ui/index.ts'

export interface VmWords {
  state(state: VmState): string
  /** So many VMs in words, or the one by its name. */
  subject(count: number, name: string | undefined): string
  /** Why not, in the few words that a line of the pane has room for. */
  shortReason(refusal: RefusalView, isOne: boolean): string
  /** All of several are in one state. */
  allAre(count: number, state: VmState): string
  /** They are where the action would bring them. */
  alreadyAre(count: number, state: VmState): string
}

/** The words of VMs that several panes share. */
export function useVmWords(): VmWords {
  const { t, te } = useI18n({ useScope: 'global' })
  const describe = useRefusalText()

  function state(value: VmState): string {
    return t(`vms.state.${value}`)
  }

  function inWords(data: Record<string, unknown>): Record<string, unknown> {
    const stateKey = `vms.state.${String(data.state)}`
    const jobKey = `${String(data.job)}`
    return {
      ...data,
      ...(te(stateKey) ? { state: t(stateKey) } : {}),
      ...(te(jobKey) ? { job: t(jobKey) } : {}),
    }
  }

  return {
    state,
    subject: (count, name) =>
      count === 1 && name ? name : t('vms.count', { count: formatNumber(count) }, count),
    shortReason(refusal, isOne) {
      const key = `vms.blocked.${refusal.code}`
      if (!te(key)) return describe(refusal).text
      const who = isOne ? t('vms.blocked.it') : (refusal.data.name ?? t('vms.blocked.it'))
      return t(key, { ...inWords(refusal.data), who })
    },
    alreadyAre: (count, value) =>
      t(count === 1 ? 'vms.blocked.already' : 'vms.blocked.allAlready', {
        count,
        state: state(value),
      }),
    allAre: (count, value) => t('vms.blocked.all', { count, state: state(value) }),
  }
}
