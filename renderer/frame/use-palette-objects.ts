import { computed, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { client } from '../session/index.ts'
import { useAsyncSearch, type PaletteItem } from '../ui/index.ts'
import type { Runnable } from './palette-actions.ts'
import { iconOf, pathOf } from './places.ts'

export interface PaletteObjects {
  items: ComputedRef<Runnable[]>
  isSearching: Readonly<Ref<boolean>>
}

interface Found {
  id: string
  kind: string
  name: string
  detail: string
}

const mostFound = 12

/** The objects in scope whose name holds what was typed, each with the way to it. */
export function usePaletteObjects(typed: Readonly<Ref<string>>): PaletteObjects {
  const { t, te } = useI18n({ useScope: 'global' })
  const router = useRouter()
  const search = useAsyncSearch(text => client.search.find({ text, limit: mostFound }))

  watch(typed, text => text && search.look(text))

  function itemOf({ id, kind, name, detail }: Found): PaletteItem {
    const kindName = te(`frame.kind.${kind}`) ? t(`frame.kind.${kind}`) : kind
    return { key: `object:${id}`, label: name, detail: detail || kindName, icon: iconOf(id) }
  }

  function show(id: string): void {
    const path = pathOf(id)
    if (path) void router.push(path)
  }

  return {
    items: computed(() =>
      typed.value
        ? search.found.value.map(found => ({ ...itemOf(found), run: () => show(found.id) }))
        : [],
    ),
    isSearching: search.isSearching,
  }
}
