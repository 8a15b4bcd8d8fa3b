import type { ArrayView } from '../../../../shared/contract/index.ts'
import type { PoolId } from '../../../../shared/domain/index.ts'

/** A LUN that is being asked for. */
export interface LunDraft {
  poolId?: PoolId
  sizeGib?: number
  isThin: boolean
}

/** Every RAID group with its array and what is free there. */
export function poolOptions(
  arrays: readonly ArrayView[],
  detail: (freeGib: number) => string,
): { value: PoolId; label: string }[] {
  return arrays.flatMap(array =>
    array.pools.map(pool => ({
      value: pool.id,
      label: `${array.name}, ${pool.name}: ${detail(pool.freeGib)}`,
    })),
  )
}
