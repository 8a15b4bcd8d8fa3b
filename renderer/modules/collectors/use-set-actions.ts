import {
  mdiChartLine,
  mdiDeleteOutline,
  mdiPencilOutline,
  mdiPlay,
  mdiPlus,
  mdiScaleUnbalanced,
  mdiStop,
} from '@mdi/js'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { CollectorView } from '../../../shared/contract/index.ts'
import { usePaletteActions } from '../../frame/index.ts'
import { useCommand } from '../../session/index.ts'
import { useDialogs, type MenuItem } from '../../ui/index.ts'
import {
  deleteBlocked,
  editBlocked,
  logBlocked,
  reportBlocked,
  startBlocked,
  stopBlocked,
} from './set-blocked.ts'
import SetDialog from './SetDialog.vue'

/** One line of the actions pane and of the menu of a set. */
export interface SetAction extends MenuItem {
  disabled: boolean
  run(): void
}

interface SetActionsInput {
  set: () => CollectorView | undefined
  /** What is shown is old; the set that was made is chosen. */
  onDone: (madeId?: string) => void
  onGone: () => void
}

/** What can be done with data collector sets, and with the chosen one. */
export function useSetActions(input: SetActionsInput) {
  const { set } = input
  const { t } = useI18n({ useScope: 'global' })
  const router = useRouter()
  const { make, run, create, edit, start, stop, removeSet } = useSetCommands(input)

  const openLog = (logId: string) => void router.push(`/performance/logs/${logId}`)
  const report = (logId: string) => void router.push(`/performance/right-sizing?log=${logId}`)
  const recorded = ({ runs }: CollectorView) => runs.find(one => one.records > 0)?.logId ?? ''

  const actions = computed<SetAction[]>(() => {
    const one = set()
    return [
      ...(make.isPermitted.value ? [line('create', mdiPlus, undefined, create)] : []),
      ...(one ? actionsOn(one) : []),
    ]
  })

  function actionsOn(one: CollectorView): SetAction[] {
    return [
      ...(run.isPermitted.value
        ? [
            { ...line('start', mdiPlay, startBlocked(one), () => start(one)), divided: true },
            line('stop', mdiStop, stopBlocked(one), () => stop(one)),
          ]
        : []),
      {
        ...line('open', mdiChartLine, logBlocked(one), () => openLog(recorded(one))),
        divided: true,
      },
      line('report', mdiScaleUnbalanced, reportBlocked(one), () => report(recorded(one))),
      ...(make.isPermitted.value
        ? [
            { ...line('edit', mdiPencilOutline, editBlocked(one), () => edit(one)), divided: true },
            {
              ...line('delete', mdiDeleteOutline, deleteBlocked(one), () => removeSet(one)),
              danger: true,
            },
          ]
        : []),
    ]
  }

  function line(
    key: string,
    icon: string,
    blocked: string | undefined,
    act: () => unknown,
  ): SetAction {
    const detail = blocked && t(blocked)
    const disabled = blocked !== undefined
    return { key, icon, detail, disabled, label: t(`collectors.do.${key}`), run: () => void act() }
  }

  usePaletteActions({ 'collector.create': { run: () => void create() } })
  return { actions, create, mayCreate: make.isPermitted }
}

/** The commands behind the lines. */
function useSetCommands({ set, onDone, onGone }: SetActionsInput) {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const subject = () => set()?.name
  const make = useCommand('collector.create')
  const run = useCommand('collector.start', { subject })
  const end = useCommand('collector.stop', { subject })
  const remove = useCommand('collector.delete')

  async function create(): Promise<void> {
    const madeId = await dialogs.open<string>(SetDialog, {})
    if (madeId) onDone(madeId)
  }

  async function edit(one: CollectorView): Promise<void> {
    if (await dialogs.open<string>(SetDialog, { set: one })) onDone()
  }

  async function start({ id }: CollectorView): Promise<void> {
    if (await run.run({ collectorId: id })) onDone()
  }

  async function stop({ id }: CollectorView): Promise<void> {
    if (await end.run({ collectorId: id })) onDone()
  }

  async function removeSet({ id, name, runs, state }: CollectorView): Promise<void> {
    const isSure = await dialogs.confirm({
      title: t('collectors.delete.title', { name }),
      text: t('collectors.delete.text'),
      consequences: [
        ...(state === 'running' ? [t('collectors.delete.running')] : []),
        ...(runs.length > 0 ? [t('collectors.delete.logs', { n: runs.length }, runs.length)] : []),
      ],
      confirmLabel: t('common.delete'),
      danger: true,
    })
    if (isSure && (await remove.run({ collectorId: id }, { subject: name }))) onGone()
  }

  return { make, run, create, edit, start, stop, removeSet }
}
