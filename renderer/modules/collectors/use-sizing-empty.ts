import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useCommand } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import SetDialog from './SetDialog.vue'
import { sizingTemplate } from './sizing-source.ts'
import type { useSizing } from './use-sizing.ts'

/** What is missing for a report: which set to make or to start, and for how long. */
export function useSizingEmpty(sizing: ReturnType<typeof useSizing>) {
  const { t } = useI18n({ useScope: 'global' })
  const router = useRouter()
  const dialogs = useDialogs()
  const make = useCommand('collector.create')
  const start = useCommand('collector.start')

  async function create(): Promise<void> {
    const id = await dialogs.open<string>(SetDialog, { template: sizingTemplate })
    if (id) await router.push(`/performance/sets?select=${id}`)
  }

  return computed(() => {
    const set = sizing.set.value
    if (sizing.logId.value) {
      const isReady = sizing.report.state.value === 'ready'
      return isReady ? said('unfit') : undefined
    }
    if (!sizing.isKnown.value) return undefined
    if (!set) {
      const action = { label: t('sizing.empty.make'), run: () => void create() }
      return { ...said('noSet'), ...(make.isPermitted.value ? { action } : {}) }
    }
    const { id: collectorId, name, mayRun, state } = set
    if (state === 'running') return said('running', name)
    const run = async () => {
      if (await start.run({ collectorId }, { subject: name })) await sizing.sets.reload()
    }
    const action = { label: t('sizing.empty.start', { name }), run: () => void run() }
    return { ...said('noLog', name), ...(mayRun ? { action } : {}) }
  })

  function said(key: string, name = '') {
    const title = t(`sizing.empty.${key}`, { name })
    const detail = t(`sizing.empty.${key}About`, { name })
    return { title, detail, action: undefined as { label: string; run(): void } | undefined }
  }
}
