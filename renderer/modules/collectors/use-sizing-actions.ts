import {
  mdiChartLine,
  mdiFileDelimitedOutline,
  mdiMonitor,
  mdiRefresh,
  mdiTuneVariant,
} from '@mdi/js'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { SizingLimits, SizingRow } from '../../../shared/contract/index.ts'
import { useDialogs } from '../../ui/index.ts'
import { saveText } from '../vms/index.ts'
import LimitsDialog from './LimitsDialog.vue'
import { sizingCsv } from './sizing-csv.ts'
import { becauseText } from './sizing-words.ts'
import type { SetAction } from './use-set-actions.ts'
import type { useSizing } from './use-sizing.ts'

interface SizingActionsInput {
  sizing: ReturnType<typeof useSizing>
  row: () => SizingRow | undefined
  /** What is in sight: the export takes no more. */
  rows: () => readonly SizingRow[]
}

/** What can be done with the right-sizing report, and with the chosen VM of it. */
export function useSizingActions({ sizing, row, rows }: SizingActionsInput) {
  const { t } = useI18n({ useScope: 'global' })
  const router = useRouter()
  const dialogs = useDialogs()

  function save(): void {
    const csv = sizingCsv(rows(), one => becauseText(t, one))
    saveText('right-sizing.csv', 'text/csv', csv)
  }

  async function setLimits(limits: SizingLimits): Promise<void> {
    const chosen = await dialogs.open<SizingLimits>(LimitsDialog, { limits })
    if (chosen) sizing.limits.value = chosen
  }

  function openVm(one: SizingRow): void {
    if (one.vmId) void router.push(`/vms/${one.vmId}`)
  }

  const actions = computed<SetAction[]>(() => {
    const report = sizing.report.data.value
    const logId = sizing.logId.value
    const one = row()
    if (!report) return []
    const noRows = rows().length > 0 ? undefined : 'sizing.blocked.none'
    const elsewhere = one && !one.vmId ? 'sizing.blocked.elsewhere' : undefined
    return [
      line('refresh', mdiRefresh, undefined, () => sizing.report.reload()),
      line('limits', mdiTuneVariant, undefined, () => setLimits(report.limits)),
      line('csv', mdiFileDelimitedOutline, noRows, save),
      line('chart', mdiChartLine, undefined, () => router.push(`/performance/logs/${logId}`)),
      ...(one ? [{ ...line('vm', mdiMonitor, elsewhere, () => openVm(one)), divided: true }] : []),
    ]
  })

  function line(
    key: string,
    icon: string,
    blocked: string | undefined,
    act: () => unknown,
  ): SetAction {
    const disabled = blocked !== undefined
    const detail = blocked && t(blocked)
    return { key, icon, detail, disabled, label: t(`sizing.do.${key}`), run: () => void act() }
  }

  function pick(key: string): void {
    const action = actions.value.find(one => one.key === key)
    if (action && !action.disabled) action.run()
  }

  return { actions, pick, openVm }
}
