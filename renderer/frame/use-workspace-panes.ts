import { computed, ref, watch, type WritableComputedRef, type Ref } from 'vue'
import { readKept, writeKept } from '../ui/index.ts'

interface Panes {
  tree: boolean
  actions: boolean
}

export interface WorkspacePanes {
  isNarrow: Readonly<Ref<boolean>>
  treeOpen: WritableComputedRef<boolean>
  actionsOpen: WritableComputedRef<boolean>
}

const narrowQuery = '(max-width: 1180px)'
/** What is open where nobody decided: a narrow window keeps the room for the list. */
const usual: Record<'wide' | 'narrow', Panes> = {
  wide: { tree: true, actions: true },
  narrow: { tree: true, actions: false },
}

let shared: WorkspacePanes | undefined

/**
 * Which side panes are open, kept apart for wide and narrow windows, the same in all workspaces.
 */
export function useWorkspacePanes(): WorkspacePanes {
  shared ??= createPanes()
  return shared
}

function createPanes(): WorkspacePanes {
  const media = window.matchMedia(narrowQuery)
  const isNarrow = ref(media.matches)
  media.addEventListener('change', event => (isNarrow.value = event.matches))
  const width = computed(() => (isNarrow.value ? 'narrow' : 'wide'))
  const panes = ref({
    wide: { ...usual.wide, ...readKept<Panes>('panes.wide') },
    narrow: { ...usual.narrow, ...readKept<Panes>('panes.narrow') },
  })

  watch(
    panes,
    value => {
      writeKept('panes.wide', value.wide)
      writeKept('panes.narrow', value.narrow)
    },
    { deep: true },
  )

  function pane(name: keyof Panes): WritableComputedRef<boolean> {
    return computed({
      get: () => panes.value[width.value][name],
      set: isOpen => void (panes.value[width.value][name] = isOpen),
    })
  }

  return { isNarrow, treeOpen: pane('tree'), actionsOpen: pane('actions') }
}
