import { onScopeDispose, shallowRef, watch } from 'vue'
import type { ActionState, VmRowView } from '../../../shared/contract/index.ts'
import type { VmId } from '../../../shared/domain/index.ts'
import { client } from '../../session/index.ts'

/** What the core says of the actions of each VM; asked again when its state or its job changes. */
export function useActionStates(
  rows: () => readonly VmRowView[],
): (vmId: VmId) => readonly ActionState[] {
  const states = shallowRef<ReadonlyMap<VmId, readonly ActionState[]>>(new Map())
  const asked = new Map<VmId, string>()
  let isGone = false

  async function ask(row: VmRowView, signature: string): Promise<void> {
    try {
      const answer = await client.vm.actions({ vmIds: [row.id] })
      if (!isGone && asked.get(row.id) === signature) {
        states.value = new Map([...states.value, [row.id, answer]])
      }
    } catch {
      // A lost connection or a VM that is gone: the next change of its row asks again.
      asked.delete(row.id)
    }
  }

  watch(
    rows,
    all => {
      for (const row of all) {
        const signature = [row.state, row.jobId, row.recycledMs, row.startedMs].join(' ')
        if (asked.get(row.id) === signature) continue
        asked.set(row.id, signature)
        void ask(row, signature)
      }
    },
    { immediate: true },
  )
  onScopeDispose(() => (isGone = true))
  return vmId => states.value.get(vmId) ?? []
}
