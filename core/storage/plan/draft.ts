import type { HostId, JobId, LunId, PoolId, VolumeId } from '../../../shared/domain/index.ts'
import { idsInOrder } from '../../../shared/domain/index.ts'
import type { StepReference } from '../../../shared/contract/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import type {
  Change,
  HostRow,
  JobRow,
  LunRow,
  PoolRow,
  Tables,
  VolumeRow,
} from '../../world/index.ts'
import type { World } from '../../world/index.ts'
import { put, remove } from '../../world/index.ts'
import { passedRefusal } from '../passed-through.ts'
import type { StorageTables } from '../space.ts'

/** Where new objects of a plan get their ids and slots: from the world, or for show only. */
export interface Supply {
  poolId(): PoolId
  lunId(): LunId
  volumeId(): VolumeId
  poolSlot(): number
  volumeSlot(): number
}

/** The supply of a commit: what it gives is taken for good. */
export function supplyOf(world: World): Supply {
  return {
    poolId: () => world.nextId('pool'),
    lunId: () => world.nextId('lun'),
    volumeId: () => world.nextId('volume'),
    poolSlot: () => world.pools.take(),
    volumeSlot: () => world.volumes.take(),
  }
}

/** The supply of a plan that is only looked at: ids that no world gives out. */
export function showSupply(): Supply {
  let number = 1_000_000_000
  return {
    poolId: () => `pool-${++number}`,
    lunId: () => `lun-${++number}`,
    volumeId: () => `volume-${++number}`,
    poolSlot: () => -1,
    volumeSlot: () => -1,
  }
}

type Drafted = 'pool' | 'lun' | 'volume' | 'host'
type Made = PoolRow | LunRow | VolumeRow
/** Tables that a plan may change, in the order in which changes of them can be applied. */
const putOrder = ['pool', 'lun', 'volume', 'host'] as const
const removeOrder = ['host', 'volume', 'lun', 'pool'] as const

/**
 * The storage with the changes of a plan that is not committed: reads see them, the world does not.
 * What it ends with is applied in one go, so nothing is ever half done.
 */
export class StorageDraft implements StorageTables {
  /** What each step made, for steps that name it. */
  readonly made: (Made | undefined)[] = []
  private readonly changed: { [Table in Drafted]: Map<string, Tables[Table] | undefined> } = {
    pool: new Map(),
    lun: new Map(),
    volume: new Map(),
    host: new Map(),
  }

  constructor(
    readonly world: World,
    readonly supply: Supply,
    /** The job that commits the plan, which does not stand in its own way. */
    readonly self?: JobId,
  ) {}

  find<Table extends Drafted>(table: Table, id: string | undefined): Tables[Table] | undefined {
    if (id === undefined) return undefined
    const { [table]: changed } = this.changed
    return changed.has(id) ? changed.get(id) : this.world.find(table, id)
  }

  *all<Table extends Drafted>(table: Table): IterableIterator<Tables[Table]> {
    const { [table]: changed } = this.changed
    for (const row of this.world.all(table)) {
      if (!changed.has(row.id)) yield row
    }
    for (const row of changed.values()) if (row) yield row
  }

  put<Table extends Drafted>(table: Table, row: Tables[Table]): void {
    this.changed[table].set(row.id, row)
  }

  remove(table: Drafted, id: string): void {
    this.changed[table].set(id, undefined)
  }

  /** The object that a step names: one that exists, or what an earlier step makes. */
  resolve<Table extends 'pool' | 'lun' | 'volume'>(
    table: Table,
    reference: string,
  ): Tables[Table] | Refusal {
    if (!isReference(reference)) {
      const row = this.find(table, reference)
      if (!row) return refuse('not-found', { kind: table, id: reference })
      return ('passedTo' in row ? passedRefusal(this.world, row) : undefined) ?? row
    }
    const made = this.made[Number(reference.slice('step-'.length)) - 1]
    const row = made && this.find(table, made.id)
    return row ?? refuse('storage.no-such-step', { reference, kind: table })
  }

  /** Everything that changed, in an order in which each row finds what it refers to. */
  changes(): Change[] {
    const puts = putOrder.flatMap(table =>
      [...this.changed[table].values()].flatMap(row => (row ? [put(table, row as never)] : [])),
    )
    const removals = removeOrder.flatMap(table =>
      [...this.changed[table]].flatMap(([id, row]) =>
        row === undefined && this.world.find(table, id) ? [remove(table, id)] : [],
      ),
    )
    return [...puts, ...removals]
  }

  /** Hosts that reach a volume, in id order. */
  hostsOf(volumeId: VolumeId): HostRow[] {
    return [...this.all('host')].filter(host => host.volumeIds.includes(volumeId))
  }

  /** Another job whose parameters name an object, such as a copy on its way to a volume. */
  jobNaming(id: string): JobRow | undefined {
    const jobs = idsInOrder(this.world.index.openJobs)
    const other = jobs.find(
      jobId =>
        jobId !== this.self &&
        JSON.stringify(this.world.get('job', jobId).parameters ?? null).includes(`"${id}"`),
    )
    return this.world.find('job', other)
  }

  host(id: HostId): HostRow | Refusal {
    return this.find('host', id) ?? refuse('not-found', { kind: 'host', id })
  }
}

export function isReference(id: string): id is StepReference {
  return id.startsWith('step-')
}
