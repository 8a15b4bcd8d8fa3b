import { computed, type ComputedRef } from 'vue'
import type { VmRowView } from '../../../shared/contract/index.ts'
import { client, useWindow, type LiveWindow } from '../../session/index.ts'

/** So many own VMs are shown; whoever has more finds them by name. */
const mostShown = 200

export interface OwnVms {
  rows: ComputedRef<readonly VmRowView[]>
  recycled: ComputedRef<readonly VmRowView[]>
  live: LiveWindow<VmRowView>
  bin: LiveWindow<VmRowView>
}

/** The VMs that the signed-in person sees in the portal, live, and those in the recycle bin. */
export function useOwnVms(text: () => string): OwnVms {
  const sort = { field: 'name', direction: 'asc' as const }
  const live = useWindow<VmRowView>(client.vm.watch, () => ({ sort, text: text() }))
  const bin = useWindow<VmRowView>(client.vm.watch, () => ({
    sort,
    text: text(),
    filter: [{ field: 'recycled', op: 'is' as const, value: 'true' }],
  }))
  live.setRange({ offset: 0, limit: mostShown })
  bin.setRange({ offset: 0, limit: mostShown })
  return { rows: rowsOf(live), recycled: rowsOf(bin), live, bin }
}

function rowsOf(list: LiveWindow<VmRowView>): ComputedRef<readonly VmRowView[]> {
  return computed(() => {
    const count = Math.min(mostShown, list.total.value)
    return Array.from({ length: count }, (_, at) => list.rowAt(at)).filter(row => row !== undefined)
  })
}
