import type { ScheduleView, SnapshotView } from '../../../../shared/contract/index.ts'
import { formatDateTime, type GridColumn } from '../../../ui/index.ts'
import { formatGib } from '../gigabytes.ts'

/** The columns of the snapshots. */
export function snapshotColumns(
  t: (key: string, values?: Record<string, unknown>) => string,
): GridColumn<SnapshotView>[] {
  return [
    {
      ...{ key: 'name', kind: 'text', label: t('common.name'), width: 140 },
      ...{ sortable: true, strong: true, fixed: true },
      value: row => row.name,
    },
    {
      ...{ key: 'of', kind: 'text', label: t('storage.snapshot.of'), width: 110, sortable: true },
      value: row => row.vmName ?? row.volumeName,
    },
    {
      ...{ key: 'created', kind: 'date', label: t('storage.snapshot.created'), width: 176 },
      sortable: true,
      value: row => row.createdMs,
      format: ms => formatDateTime(ms, 'UTC'),
    },
    {
      ...{ key: 'kind', kind: 'text', label: t('storage.snapshot.kind'), width: 130 },
      sortable: true,
      value: row => t(`storage.snapshot.${row.kind}`),
    },
    {
      ...{ key: 'covered', kind: 'number', label: t('storage.snapshot.covered'), width: 96 },
      sortable: true,
      value: row => row.coveredGib,
      format: gib => formatGib(gib),
    },
    {
      ...{ key: 'held', kind: 'meter', label: t('storage.snapshot.held'), width: 170 },
      sortable: true,
      value: row => ({
        share: row.areaGib > 0 ? row.heldGib / row.areaGib : 0,
        label: `${formatGib(row.heldGib)} / ${formatGib(row.areaGib)}`,
      }),
    },
    {
      ...{ key: 'rest', kind: 'text', label: t('storage.snapshot.rest'), width: 170 },
      sortable: true,
      value: row =>
        row.unrestedVms === 0
          ? t('storage.snapshot.rest.all')
          : t('storage.snapshot.rest.some', { count: row.unrestedVms }),
    },
    {
      ...{ key: 'mounted', kind: 'text', label: t('storage.snapshot.mountedOn'), width: 140 },
      sortable: true,
      value: row => row.mountedOn ?? '',
    },
    {
      ...{ key: 'copied', kind: 'text', label: t('storage.snapshot.copiedTo'), width: 200 },
      ...{ sortable: true, grow: true },
      value: row => row.copiedTo ?? '',
    },
  ]
}

/** The columns of the schedules. */
export function scheduleColumns(
  t: (key: string, values?: Record<string, unknown>) => string,
): GridColumn<ScheduleView>[] {
  return [
    {
      ...{ key: 'name', kind: 'text', label: t('common.name'), width: 180 },
      ...{ sortable: true, strong: true, fixed: true },
      value: row => row.name,
    },
    {
      ...{ key: 'of', kind: 'text', label: t('storage.snapshot.of'), width: 150, sortable: true },
      value: row => row.vmName ?? row.volumeName,
    },
    {
      ...{ key: 'every', kind: 'text', label: t('storage.schedule.every'), width: 130 },
      sortable: true,
      value: row => t('storage.schedule.hours', { count: row.everyHours }),
    },
    {
      ...{ key: 'keep', kind: 'number', label: t('storage.schedule.keep'), width: 90 },
      sortable: true,
      value: row => row.keep,
    },
    {
      ...{ key: 'snapshots', kind: 'number', label: t('storage.snapshots'), width: 96 },
      sortable: true,
      value: row => row.snapshots,
    },
    {
      ...{ key: 'next', kind: 'date', label: t('storage.schedule.next'), width: 176 },
      sortable: true,
      value: row => row.nextMs,
      format: ms => formatDateTime(ms, 'UTC'),
    },
    {
      ...{ key: 'share', kind: 'text', label: t('storage.snapshot.copiedTo'), width: 180 },
      ...{ sortable: true, grow: true },
      value: row => row.sharePath ?? '',
    },
  ]
}
