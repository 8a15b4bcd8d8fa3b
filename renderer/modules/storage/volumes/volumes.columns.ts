import type { VolumeRowView } from '../../../../shared/contract/index.ts'
import { formatNumber, type GridColumn } from '../../../ui/index.ts'
import { formatGib, formatMs } from '../gigabytes.ts'

/** From this share of its room on a volume is nearly full (ours). */
const nearlyFull = 0.9
/** Latencies that people notice, and that guests suffer from (ours). */
export const latencyWarnMs = 20
export const latencyCritMs = 50

export function latencyTone(ms: number): 'warn' | 'crit' | undefined {
  if (ms >= latencyCritMs) return 'crit'
  return ms >= latencyWarnMs ? 'warn' : undefined
}

/** The columns of the volumes; `trailOf` gives the latencies that were seen since the page opened. */
export function volumeColumns(
  t: (key: string, values?: Record<string, unknown>) => string,
  trailOf: (id: string) => readonly number[],
): GridColumn<VolumeRowView>[] {
  return [
    {
      ...{ key: 'name', kind: 'text', label: t('common.name'), width: 130 },
      ...{ sortable: true, strong: true, fixed: true },
      value: volume => volume.name,
    },
    {
      ...{ key: 'array', kind: 'text', label: t('storage.array'), width: 116, sortable: true },
      value: volume => volume.arrayName ?? '',
    },
    {
      ...{ key: 'used', kind: 'meter', label: t('storage.used'), width: 168, sortable: true },
      value: volume => {
        const taken = volume.usedGib + volume.snapshotGib
        const share = volume.capacityGib > 0 ? taken / volume.capacityGib : 0
        const label = `${formatGib(taken)} / ${formatGib(volume.capacityGib)}`
        return { share, label, tone: share >= nearlyFull ? 'warn' : undefined }
      },
    },
    {
      ...{ key: 'freeGib', kind: 'number', label: t('storage.free'), width: 96, sortable: true },
      value: volume => volume.freeGib,
      format: gib => formatGib(gib),
    },
    ...loadColumns(t, trailOf),
    {
      ...{ key: 'fileSystem', kind: 'text', label: t('storage.fileSystem'), width: 150 },
      sortable: true,
      value: volume => t(`storage.fileSystem.${volume.fileSystem}`),
    },
    {
      ...{ key: 'layout', kind: 'text', label: t('storage.layout'), width: 140, sortable: true },
      value: volume =>
        t('storage.layoutOver', { layout: t(`storage.layout.${volume.layout}`), n: volume.luns }),
    },
    {
      ...{ key: 'owner', kind: 'text', label: t('storage.owner'), width: 110, sortable: true },
      value: volume => volume.ownerName ?? '',
    },
  ]
}

/** How a volume is doing, and who uses it. */
function loadColumns(
  t: (key: string) => string,
  trailOf: (id: string) => readonly number[],
): GridColumn<VolumeRowView>[] {
  return [
    {
      ...{ key: 'latency', kind: 'sparkline', label: t('storage.latency'), width: 150 },
      sortable: true,
      value: volume => ({
        points: trailOf(volume.id),
        label: formatMs(volume.latencyMs),
        tone: latencyTone(volume.latencyMs),
      }),
    },
    {
      ...{ key: 'queue', kind: 'number', label: t('storage.queue'), width: 76, sortable: true },
      value: volume => volume.queue,
      format: value => formatNumber(value, 1),
    },
    {
      ...{ key: 'iops', kind: 'number', label: t('storage.iops'), width: 76, sortable: true },
      value: volume => volume.iops,
      format: value => formatNumber(value),
    },
    {
      ...{ key: 'vms', kind: 'number', label: t('storage.vms'), width: 72, sortable: true },
      value: volume => volume.vms + volume.hiddenVms,
    },
    {
      ...{ key: 'hosts', kind: 'number', label: t('storage.hosts'), width: 72, sortable: true },
      value: volume => volume.hosts,
    },
  ]
}
