import type { ArrayView, PoolView } from '../../../../shared/contract/index.ts'
import { formatNumber, formatPercent, type GridColumn } from '../../../ui/index.ts'
import { formatGib } from '../gigabytes.ts'

/** A RAID group with the array that it belongs to. */
export interface PoolLine extends PoolView {
  array: ArrayView
}

const nearlyFull = 0.9
const warnLoad = 0.7
const critLoad = 0.9

/** The columns of the RAID groups. */
export function poolColumns(t: (key: string) => string): GridColumn<PoolLine>[] {
  return [
    {
      ...{ key: 'array', kind: 'text', label: t('storage.array'), width: 150, sortable: true },
      value: pool => pool.array.name,
    },
    {
      ...{ key: 'name', kind: 'text', label: t('storage.pool'), width: 140 },
      ...{ sortable: true, strong: true, fixed: true },
      value: pool => pool.name,
    },
    {
      ...{ key: 'raid', kind: 'text', label: t('storage.raid'), width: 90, sortable: true },
      value: pool => t(`storage.raid.${pool.raid}`),
    },
    {
      ...{ key: 'disks', kind: 'text', label: t('storage.disks'), width: 130, sortable: true },
      value: pool => `${pool.disks} × ${t(`storage.disk.${pool.diskKind}`)}`,
    },
    {
      ...{ key: 'room', kind: 'meter', label: t('storage.taken'), width: 190, sortable: true },
      value: pool => {
        const share = pool.capacityGib > 0 ? pool.takenGib / pool.capacityGib : 0
        const label = `${formatGib(pool.takenGib)} / ${formatGib(pool.capacityGib)}`
        return { share, label, tone: hasThin(pool) && share >= nearlyFull ? 'warn' : undefined }
      },
    },
    {
      ...{ key: 'free', kind: 'number', label: t('storage.free'), width: 96, sortable: true },
      value: pool => pool.freeGib,
      format: gib => formatGib(gib),
    },
    {
      ...{ key: 'promised', kind: 'number', label: t('storage.promised'), width: 100 },
      sortable: true,
      value: pool => pool.promisedGib,
      format: gib => formatGib(gib),
    },
    {
      ...{ key: 'load', kind: 'meter', label: t('storage.load'), width: 130, sortable: true },
      value: pool => ({
        share: pool.load,
        label: formatPercent(pool.load),
        tone: pool.load >= critLoad ? 'crit' : pool.load >= warnLoad ? 'warn' : undefined,
      }),
    },
    {
      ...{ key: 'operations', kind: 'number', label: t('storage.operations'), width: 96 },
      sortable: true,
      value: pool => pool.operationsPerS,
      format: value => formatNumber(value),
    },
    {
      ...{ key: 'luns', kind: 'number', label: t('storage.luns'), width: 72, sortable: true },
      value: pool => pool.luns,
    },
  ]
}

/** A group that thick LUNs fill is as full as it should be; only thin ones go on growing. */
function hasThin(pool: PoolView): boolean {
  return pool.promisedGib > pool.takenGib + 0.1
}
