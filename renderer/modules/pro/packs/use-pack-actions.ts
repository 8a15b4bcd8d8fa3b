import {
  mdiDeleteOutline,
  mdiFileExportOutline,
  mdiFileImportOutline,
  mdiFormatListBulleted,
  mdiToggleSwitchOffOutline,
  mdiToggleSwitchOutline,
} from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { PackView } from '../../../../shared/contract/index.ts'
import { client, failureOf, useCommand, useNotices } from '../../../session/index.ts'
import { useDialogs } from '../../../ui/index.ts'
import { saveText } from '../../vms/index.ts'
import PackProblemsDialog from './PackProblemsDialog.vue'
import { readPackFile } from './read-pack-file.ts'
import type { ProAction } from '../pro-action.ts'

export interface PackActionsInput {
  pack: () => PackView | undefined
  chooseFile: () => void
  onDone: () => void
}

export interface PackActions {
  actions: ComputedRef<ProAction[]>
  /** Takes in a pack from the text of a file. */
  take(fileName: string, text: string): Promise<void>
}

/** What can be done with packs, and with the chosen one. */
export function usePackActions({ pack, chooseFile, onDone }: PackActionsInput): PackActions {
  const { t } = useI18n({ useScope: 'global' })
  const router = useRouter()
  const dialogs = useDialogs()
  const notices = useNotices()
  const subject = () => pack()?.title
  const importPack = useCommand('pro.importPack')
  const set = useCommand('pro.setPack', { subject })
  const remove = useCommand('pro.removePack', { subject })

  async function take(fileName: string, text: string): Promise<void> {
    const read = readPackFile(text)
    if ('problems' in read) {
      const title = t('pro.pack.cannotRead', { name: fileName })
      await dialogs.open(PackProblemsDialog, { title, problems: read.problems })
    } else if (await importPack.run({ pack: read.pack }, { subject: fileName })) onDone()
  }

  async function exportPack({ id }: PackView): Promise<void> {
    try {
      const { name, text } = await client.pro.exportPack({ packId: id })
      saveText(name, 'application/json', text)
    } catch (error) {
      notices.refused(failureOf(error))
    }
  }

  async function switchPack({ id, isEnabled }: PackView): Promise<void> {
    if (await set.run({ packId: id, isEnabled: !isEnabled })) onDone()
  }

  async function removePack({ id, title, origin }: PackView): Promise<void> {
    const isShipped = origin === 'shipped'
    const isSure = await dialogs.confirm({
      title: t(isShipped ? 'pro.pack.restoreTitle' : 'pro.pack.removeTitle', { name: title }),
      consequences: [t(isShipped ? 'pro.pack.restoreText' : 'pro.pack.removeTips')],
      confirmLabel: t(isShipped ? 'pro.pack.restore' : 'common.remove'),
      danger: true,
    })
    if (isSure && (await remove.run({ packId: id }))) onDone()
  }

  const runs = {
    switch: (one: PackView) => void switchPack(one),
    remove: (one: PackView) => void removePack(one),
    export: (one: PackView) => void exportPack(one),
    rules: (one: PackView) =>
      void router.push({ name: 'pro', params: { section: 'rules' }, query: { pack: one.id } }),
  }
  const ofAll = computed<ProAction[]>(() => {
    if (!importPack.isPermitted.value) return []
    const label = t('pro.pack.import')
    const busy = importPack.isRunning.value
    return [{ key: 'import', label, icon: mdiFileImportOutline, busy, run: chooseFile }]
  })

  return {
    take,
    actions: computed(() => {
      const one = pack()
      if (!one) return ofAll.value
      const changes = set.isPermitted.value ? changeLines(one, runs, t, set.isRunning.value) : []
      return [...ofAll.value, ...readLines(one, runs, t), ...changes]
    }),
  }
}

type Runs = Record<'switch' | 'remove' | 'export' | 'rules', (pack: PackView) => void>

/** What anybody who sees the pack may do with it. */
function readLines(one: PackView, runs: Runs, t: (key: string) => string): ProAction[] {
  return [
    {
      key: 'rules',
      heading: one.title,
      label: t('pro.pack.showRules'),
      icon: mdiFormatListBulleted,
      run: () => runs.rules(one),
    },
    {
      key: 'export',
      label: t('pro.pack.export'),
      icon: mdiFileExportOutline,
      run: () => runs.export(one),
    },
  ]
}

function changeLines(
  one: PackView,
  runs: Runs,
  t: (key: string) => string,
  busy: boolean,
): ProAction[] {
  const mayGo = one.origin === 'imported' || (one.origin === 'shipped' && one.isChanged)
  return [
    {
      ...{ key: 'switch', busy, label: t(one.isEnabled ? 'pro.pack.off' : 'pro.pack.on') },
      icon: one.isEnabled ? mdiToggleSwitchOffOutline : mdiToggleSwitchOutline,
      run: () => runs.switch(one),
    },
    {
      ...{ key: 'remove', icon: mdiDeleteOutline, danger: true },
      label: t(one.origin === 'shipped' ? 'pro.pack.restore' : 'common.remove'),
      detail: mayGo ? undefined : t(`pro.pack.stays.${one.origin}`),
      disabled: !mayGo,
      run: () => runs.remove(one),
    },
  ]
}
