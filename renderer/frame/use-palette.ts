import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useSession } from '../session/index.ts'
import { matchScore, type PaletteGroup, type PaletteItem } from '../ui/index.ts'
import type { Runnable } from './palette-actions.ts'
import { usePaletteCommands } from './use-palette-commands.ts'
import { usePaletteObjects } from './use-palette-objects.ts'
import { workspacesFor } from './workspaces.ts'

export interface PaletteModel {
  query: Ref<string>
  groups: ComputedRef<PaletteGroup[]>
  searching: Readonly<Ref<boolean>>
  pick(item: PaletteItem): void
}

const mostActions = 8

/** What the palette finds: workspaces, actions within the rights, and objects of any kind. */
export function usePalette(): PaletteModel {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const router = useRouter()
  const query = ref('')
  const typed = computed(() => query.value.trim())

  const workspaceItems = computed<Runnable[]>(() =>
    workspacesFor(session.can).map(one => ({
      key: `go:${one.key}`,
      label: t(`frame.workspace.${one.key}`),
      icon: one.icon,
      shortcut: one.shortcut,
      run: () => void router.push(one.path),
    })),
  )

  const actionItems = usePaletteCommands()
  const { items: objectItems, isSearching } = usePaletteObjects(typed)

  const groups = computed<(PaletteGroup & { items: Runnable[] })[]>(() => [
    { key: 'objects', label: t('frame.palette.objects'), items: objectItems.value },
    {
      key: 'actions',
      label: t('frame.palette.actions'),
      items: bestOf(typed.value, actionItems.value).slice(0, mostActions),
    },
    {
      key: 'workspaces',
      label: t('frame.palette.workspaces'),
      items: bestOf(typed.value, workspaceItems.value),
    },
  ])

  function pick(item: PaletteItem): void {
    const all = groups.value.flatMap(group => group.items)
    all.find(one => one.key === item.key)?.run()
  }

  return { query, groups, searching: isSearching, pick }
}

/** The items that answer what was typed, the best first; what is blocked comes last. */
export function bestOf<Item extends PaletteItem>(typed: string, items: readonly Item[]): Item[] {
  const scored = items.flatMap(item => {
    const score = typed ? matchScore(typed, item.label) : 0
    return score === undefined ? [] : [{ item, score: item.blockedBecause ? score - 100 : score }]
  })
  // Of two that answer equally well the shorter one is the nearer one.
  const length = (one: { item: Item }) => one.item.label.length
  return scored
    .sort((a, b) => b.score - a.score || (typed ? length(a) - length(b) : 0))
    .map(one => one.item)
}
