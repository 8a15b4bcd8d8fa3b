import { useI18n } from 'vue-i18n'
import type { TipRowView } from '../../../../shared/contract/index.ts'
import type { TipSeverity } from '../../../../shared/domain/index.ts'
import { formatPercentage, type StateValue } from '../../../ui/index.ts'
import { lookOfSeverity, lookOfTip } from './tip-status.ts'

export interface TipTexts {
  severityOf(tip: { severity: TipSeverity }): StateValue
  /** Where the tip stands. */
  stateOf(tip: Pick<TipRowView, 'status'> & { progressPercent?: number }): StateValue
}

/** The words of tips, in one place for list, details, window and notifications. */
export function useTipTexts(): TipTexts {
  const { t } = useI18n({ useScope: 'global' })
  return {
    severityOf: ({ severity }) => ({
      ...lookOfSeverity(severity),
      label: t(`pro.severity.${severity}`),
    }),
    stateOf: ({ status, progressPercent }) => ({
      ...lookOfTip(status),
      label: t(`pro.status.${status}`),
      ...(status === 'running' && progressPercent !== undefined
        ? { detail: formatPercentage(progressPercent), share: progressPercent / 100 }
        : {}),
    }),
  }
}
