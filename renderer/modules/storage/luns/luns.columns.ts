import type { LunView } from '../../../../shared/contract/index.ts'
import type { GridColumn } from '../../../ui/index.ts'
import { formatGib } from '../gigabytes.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Which VM has a LUN to itself. */
export function holderOf({ passedTo }: LunView, t: Translate): string | undefined {
  if (passedTo === undefined) return undefined
  return passedTo ? t('storage.lun.passedTo', { name: passedTo }) : t('storage.lun.passedToHidden')
}

/** The columns of the LUNs. */
export function lunColumns(t: Translate): GridColumn<LunView>[] {
  return [
    {
      ...{ key: 'name', kind: 'text', label: t('common.name'), width: 180 },
      ...{ sortable: true, strong: true, fixed: true },
      value: lun => lun.name,
    },
    {
      ...{ key: 'size', kind: 'number', label: t('storage.size'), width: 100, sortable: true },
      value: lun => lun.sizeGib,
      format: gib => formatGib(gib),
    },
    {
      ...{ key: 'taken', kind: 'number', label: t('storage.taken'), width: 100, sortable: true },
      value: lun => lun.takenGib,
      format: gib => formatGib(gib),
    },
    {
      ...{ key: 'kind', kind: 'text', label: t('storage.provisioning'), width: 110 },
      sortable: true,
      value: lun => t(lun.isThin ? 'storage.isThin' : 'storage.isThick'),
    },
    {
      ...{ key: 'volume', kind: 'text', label: t('storage.volume'), width: 140, sortable: true },
      value: lun =>
        lun.volumeName ?? holderOf(lun, t) ?? { text: t('storage.lun.free'), muted: true },
    },
    {
      ...{ key: 'pool', kind: 'text', label: t('storage.pool'), width: 140, sortable: true },
      value: lun => lun.poolName,
    },
    {
      ...{ key: 'raid', kind: 'text', label: t('storage.raid'), width: 90, sortable: true },
      value: lun => t(`storage.raid.${lun.raid}`),
    },
    {
      ...{ key: 'array', kind: 'text', label: t('storage.array'), width: 160, grow: true },
      sortable: true,
      value: lun => lun.arrayName,
    },
  ]
}
