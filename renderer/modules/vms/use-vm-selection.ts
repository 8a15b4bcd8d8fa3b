import { computed, watch, type ComputedRef, type WritableComputedRef } from 'vue'
import type { VmRowView } from '../../../shared/contract/index.ts'
import { kindOfId, type VmId, type VmState } from '../../../shared/domain/index.ts'
import type { SelectedKeys } from '../../ui/index.ts'
import type { VmList } from './use-vm-list.ts'
import { useVmsView } from './vms-view.store.ts'

export interface VmSelection {
  selected: WritableComputedRef<SelectedKeys>
  ids: ComputedRef<VmId[]>
  /** The row of the one selected, where it is in the window. */
  one: ComputedRef<VmRowView | undefined>
  /** A text that changes when the state of a selected VM in sight does. */
  states: ComputedRef<string>
  /** The state that all of them are in; undefined where they differ or are not all in sight. */
  sameState: ComputedRef<VmState | undefined>
  clear(): void
}

/**
 * The selected VMs. One alone also stands in the address of the page, so that it can be linked to
 * and gone back to; `chosen` tells and `choose` changes it.
 */
export function useVmSelection(
  list: VmList,
  chosen: () => VmId | undefined,
  choose: (id: VmId | undefined) => void,
): VmSelection {
  const view = useVmsView()

  const selected = computed<SelectedKeys>({
    get: () => view.selected,
    set(keys) {
      view.selected = keys
      const [first] = keys
      choose(keys.size === 1 ? (first as VmId) : undefined)
    },
  })

  watch(
    chosen,
    id => {
      if (id && !(view.selected.size === 1 && view.selected.has(id))) view.selected = new Set([id])
    },
    { immediate: true },
  )

  const ids = computed(() => [...view.selected].filter(id => kindOfId(id) === 'vm') as VmId[])
  const rows = computed(() => list.window.value.rows.filter(vm => view.selected.has(vm.id)))

  return {
    selected,
    ids,
    one: computed(() => (ids.value.length === 1 ? rows.value[0] : undefined)),
    states: computed(() => rows.value.map(vm => `${vm.id} ${vm.state} ${vm.jobId ?? ''}`).join()),
    sameState: computed(() => {
      const states = new Set(rows.value.map(vm => vm.state))
      const areKnown = rows.value.length === ids.value.length
      return areKnown && states.size === 1 ? rows.value[0]?.state : undefined
    }),
    clear: () => void (selected.value = new Set()),
  }
}
