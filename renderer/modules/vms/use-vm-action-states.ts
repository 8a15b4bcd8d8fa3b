import { computed, watch, type ComputedRef } from 'vue'
import type { ActionState } from '../../../shared/contract/index.ts'
import type { VmId } from '../../../shared/domain/index.ts'
import { client, useQuery } from '../../session/index.ts'
import { fitsOneCommand } from './vm-actions.ts'

const refreshMs = 2000
/** So many VMs take the core a moment to look through; they are asked about less often. */
const manyVms = 500
const refreshManyMs = 10_000

export interface VmActionStates {
  states: ComputedRef<readonly ActionState[]>
  /** Nothing is known yet of this selection. */
  isLoading: ComputedRef<boolean>
  reload(): void
}

/**
 * What is possible on the selected VMs, from the evaluator that enforces it. Asked again when the
 * selection or one of the states in sight changes, and now and then besides.
 */
export function useVmActionStates(
  ids: () => readonly VmId[],
  statesInSight: () => string,
): VmActionStates {
  const key = computed(() => {
    const vmIds = ids()
    if (vmIds.length === 0 || !fitsOneCommand(vmIds.length)) return undefined
    return vmIds
  })
  const isMany = () => (key.value?.length ?? 0) > manyVms
  const few = useActions(() => (isMany() ? undefined : key.value), statesInSight, refreshMs)
  const many = useActions(
    () => (isMany() ? key.value : undefined),
    () => '',
    refreshManyMs,
  )
  const shown = computed(() => (isMany() ? many : few))
  return {
    states: computed(() => (key.value ? (shown.value.data.value ?? []) : [])),
    isLoading: computed(() => key.value !== undefined && shown.value.state.value === 'loading'),
    reload: () => void shown.value.reload(),
  }
}

function useActions(
  ids: () => readonly VmId[] | undefined,
  statesInSight: () => string,
  everyMs: number,
) {
  const query = useQuery(
    ids,
    (vmIds, options) => client.vm.actions({ vmIds: [...vmIds] }, options),
    { everyMs, keeps: true },
  )
  // A changed state asks again and keeps the lines that stand until the answer is there.
  watch(statesInSight, () => void query.reload())
  return query
}
