import { mdiLightningBoltOutline } from '@mdi/js'
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Privilege } from '../../shared/rights/index.ts'
import { client, operations, useSession, type OperationInfo } from '../session/index.ts'
import { matchScore, useAsyncSearch, type PaletteGroup, type PaletteItem } from '../ui/index.ts'
import { paletteAction } from './palette-actions.ts'
import { iconOf, pathOf } from './places.ts'
import { workspacesFor } from './workspaces.ts'

export interface PaletteModel {
  query: Ref<string>
  groups: ComputedRef<PaletteGroup[]>
  searching: Readonly<Ref<boolean>>
  pick(item: PaletteItem): void
}

/** A line of the palette with what it does. */
interface Runnable extends PaletteItem {
  run(): void
}

type Find = (item: { id: string; kind: string; name: string; detail: string }) => PaletteItem

/** Operations that open a page, wherever one stands. */
const pagesOfOperations: Readonly<Record<string, string>> = {
  'vm.create': '/vms/new',
  'role.create': '/admin/roles/new',
  'template.create': '/library/templates/new',
  'user.create': '/admin/users?action=new',
  'trace.import': '/library/traces?action=import',
}

const mostActions = 8

/** What the palette finds: workspaces, actions within the rights, and objects of any kind. */
export function usePalette(): PaletteModel {
  const { t, te } = useI18n({ useScope: 'global' })
  const session = useSession()
  const router = useRouter()
  const query = ref('')
  const search = useAsyncSearch(text => client.search.find({ text, limit: 12 }))
  const typed = computed(() => query.value.trim())

  watch(typed, text => text && search.look(text))

  const workspaceItems = computed<Runnable[]>(() =>
    workspacesFor(session.can).map(one => ({
      key: `go:${one.key}`,
      label: t(`frame.workspace.${one.key}`),
      icon: one.icon,
      shortcut: one.shortcut,
      run: () => void router.push(one.path),
    })),
  )

  const actionItems = computed<Runnable[]>(() => {
    const offered = operations.filter(one => one.meta.palette && isHeld(one, session.can))
    return offered.map(one => actionItem(one))
  })

  function actionItem({ name, meta, summary }: OperationInfo): Runnable {
    const registered = paletteAction(name)
    const page = pagesOfOperations[name]
    const key = meta.palette ?? ''
    const isKnown = registered !== undefined || page !== undefined
    return {
      key: `do:${name}`,
      label: te(key) ? t(key) : summary,
      detail: registered?.detail?.() ?? meta.cmdlet,
      icon: mdiLightningBoltOutline,
      blockedBecause: isKnown ? registered?.blockedBecause?.() : t('frame.palette.elsewhere'),
      run: () => (registered ? registered.run() : void (page && router.push(page))),
    }
  }

  const objectItems = computed<Runnable[]>(() => {
    if (!typed.value) return []
    return search.found.value.map(found => ({
      ...objectItem(found),
      run: () => {
        const path = pathOf(found.id)
        if (path) void router.push(path)
      },
    }))
  })

  const objectItem: Find = ({ id, kind, name, detail }) => ({
    key: `object:${id}`,
    label: name,
    detail: detail || (te(`frame.kind.${kind}`) ? t(`frame.kind.${kind}`) : kind),
    icon: iconOf(id),
  })

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

  return { query, groups, searching: search.isSearching, pick }
}

function isHeld({ meta }: OperationInfo, can: (privilege: Privilege) => boolean): boolean {
  const { privilege } = meta
  return privilege === 'public' || privilege === 'signed-in' || can(privilege)
}

/** The items that answer what was typed, the best first; what is blocked comes last. */
export function bestOf<Item extends PaletteItem>(typed: string, items: readonly Item[]): Item[] {
  const scored = items.flatMap(item => {
    const score = typed ? matchScore(typed, item.label) : 0
    return score === undefined ? [] : [{ item, score: item.blockedBecause ? score - 100 : score }]
  })
  return scored.sort((a, b) => b.score - a.score).map(one => one.item)
}
