import { byId } from '../shared/domain/index.ts'
import type { EngineState } from './engine/simulation.ts'
import { diskFigures } from './physics/index.ts'
import type { StoredRow } from './ports.ts'
import type { ArrayRow, HostRow, LunRow, PoolRow, VolumeRow } from './world/index.ts'

/** A volume as it was stored before volumes had LUNs: its rates stood in its row. */
type OlderVolume = Omit<VolumeRow, 'kind' | 'fileSystem' | 'layout' | 'lunIds'> & {
  readonly kind: 'local' | 'csv'
  readonly lunIds?: readonly string[]
  readonly randomIops: number
  readonly throughputMibPerS: number
}

interface Instant {
  readonly rows: readonly StoredRow[]
  readonly engine: EngineState
}

/**
 * A stored instant in which every volume has its LUN, RAID group and array. Volumes of an older
 * fabric get as many 15k disks as did their operations, without protection, so that what was known
 * of them stays true.
 */
export function withStorage({ rows, engine }: Instant): Instant {
  const volumes = parsed<OlderVolume>(rows, 'volume').filter(volume => !volume.lunIds)
  if (volumes.length === 0) return { rows, engine }
  const hosts = parsed<HostRow>(rows, 'host')
  const made = volumes.flatMap((volume, at) => storageOf(volume, at, hosts))
  const replaced = new Set(made.map(row => row.id))
  const count = volumes.length
  return {
    rows: [...rows.filter(row => !replaced.has(row.id)), ...made],
    engine: {
      ...engine,
      ids: { ...engine.ids, array: count, lun: count, pool: count },
      slots: { ...engine.slots, pool: { length: count, free: [] } },
    },
  }
}

function parsed<Row>(rows: readonly StoredRow[], table: string): Row[] {
  return rows
    .filter(row => row.table === table && row.json !== undefined)
    .map(row => JSON.parse(row.json!) as Row & { id: string })
    .sort(byId)
}

function storageOf(older: OlderVolume, at: number, hosts: readonly HostRow[]): StoredRow[] {
  const { randomIops, throughputMibPerS, ...volume } = older
  const number = at + 1
  const owner = hosts.find(host => host.volumeIds.includes(volume.id))
  const disks = Math.max(1, Math.round((randomIops * diskFigures['fc-15k'].serviceMs) / 1000))
  const array: ArrayRow = {
    ...{ id: `array-${number}`, name: `${volume.name} disks`, model: 'Storage of an older fabric' },
    ...(volume.kind === 'local' && owner ? { hostId: owner.id } : {}),
    ...{ linkKind: 'fibre-channel', linkGbps: (throughputMibPerS * 1.048576) / 100 },
    ...{ ports: ['A0'], activePorts: 1, readHitRate: 0.9, coalescedShare: 0.7 },
  }
  const pool: PoolRow = {
    ...{ id: `pool-${number}`, slot: at, arrayId: array.id, name: 'RAID group 0' },
    ...{ raid: 'raid-0', diskKind: 'fc-15k', disks, diskGib: volume.capacityGib / disks },
  }
  const lun: LunRow = {
    ...{ id: `lun-${number}`, poolId: pool.id, name: `LUN ${number}` },
    ...{ sizeGib: volume.capacityGib, isThin: false },
  }
  const row: VolumeRow = {
    ...{ ...volume, fileSystem: volume.kind === 'local' ? 'ntfs' : 'csv' },
    ...{ layout: 'concatenation', lunIds: [lun.id], ownerHostId: owner?.id },
  }
  return [stored('array', array), stored('pool', pool), stored('lun', lun), stored('volume', row)]
}

function stored(table: string, row: { readonly id: string }): StoredRow {
  return { table, id: row.id, json: JSON.stringify(row) }
}
