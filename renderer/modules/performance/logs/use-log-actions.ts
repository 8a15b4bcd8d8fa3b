import {
  mdiChartLine,
  mdiCompareHorizontal,
  mdiDeleteOutline,
  mdiFileExportOutline,
  mdiFileImportOutline,
  mdiVectorLink,
} from '@mdi/js'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { LogView } from '../../../../shared/contract/index.ts'
import { usePaletteActions } from '../../../frame/index.ts'
import { useCommand } from '../../../session/index.ts'
import { useDialogs } from '../../../ui/index.ts'
import type { Stretch } from '../stretch.ts'
import AssignLogDialog from './AssignLogDialog.vue'
import CompareDialog from './CompareDialog.vue'
import ImportLogDialog from './ImportLogDialog.vue'
import RelogDialog from './RelogDialog.vue'

interface LogActionsInput {
  log: () => LogView | undefined
  logs: () => readonly LogView[]
  /** What is charted of the log now, where it is. */
  charted?: () => { stretch: Stretch | undefined; columns: readonly string[] }
  onDone: () => void
  onGone: () => void
}

/** What can be done with logs, and with the chosen one. */
export function useLogActions({ log, logs, charted, onDone, onGone }: LogActionsInput) {
  const { t } = useI18n({ useScope: 'global' })
  const router = useRouter()
  const dialogs = useDialogs()
  const subject = () => log()?.name
  const take = useCommand('log.import')
  const assign = useCommand('log.assign')
  const remove = useCommand('log.delete', { subject })

  const open = (...logIds: string[]) => void router.push(`/performance/logs/${logIds.join(',')}`)

  async function compare({ id, name }: LogView): Promise<void> {
    const other = await dialogs.open<string>(CompareDialog, { logId: id, name, logs: logs() })
    if (other) open(id, other)
  }

  async function importLog(): Promise<void> {
    if (await dialogs.open<true>(ImportLogDialog, {})) onDone()
  }

  async function relog(one: LogView): Promise<void> {
    const { stretch, columns } = charted?.() ?? {}
    await dialogs.open(RelogDialog, { log: one, stretch, lines: columns })
  }

  async function removeLog({ id, name }: LogView): Promise<void> {
    const isSure = await dialogs.confirm({
      title: t('logs.delete.title', { name }),
      consequences: [t('logs.delete.text')],
      confirmLabel: t('common.delete'),
      danger: true,
    })
    if (isSure && (await remove.run({ logId: id }))) onGone()
  }

  const actions = computed(() => {
    const one = log()
    const isLone = logs().length < 2
    return [
      ...(take.isPermitted.value ? [line('import', mdiFileImportOutline, importLog)] : []),
      ...(one
        ? [
            ...(charted ? [] : [line('open', mdiChartLine, () => open(one.id))]),
            {
              ...line('compare', mdiCompareHorizontal, () => compare(one)),
              ...(isLone ? { disabled: true, detail: t('logs.compare.none') } : {}),
            },
            line('relog', mdiFileExportOutline, () => relog(one)),
            ...(assign.isPermitted.value
              ? [line('assign', mdiVectorLink, () => dialogs.open(AssignLogDialog, { log: one }))]
              : []),
            ...(one.mayEdit
              ? [
                  {
                    ...line('delete', mdiDeleteOutline, () => removeLog(one)),
                    ...{ danger: true, disabled: one.isRecording },
                    detail: one.isRecording ? t('logs.delete.recording') : undefined,
                  },
                ]
              : []),
          ]
        : []),
    ]
  })

  function line(key: string, icon: string, run: () => unknown) {
    return {
      ...{ key, icon, label: t(`logs.do.${key}`), run: () => void run() },
      ...{ detail: undefined as string | undefined, disabled: false, danger: false },
    }
  }

  usePaletteActions({ 'log.import': { run: () => void importLog() } })
  return { actions, open, importLog, mayImport: take.isPermitted }
}
