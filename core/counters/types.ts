import type { AnyId } from '../../shared/domain/index.ts'
import type { Scope } from '../access/index.ts'
import type { HostRow, World } from '../world/index.ts'

/** What a reader may see: instances outside it are in no list, no value and no total. */
export type Sight = Pick<
  Scope,
  'everything' | 'vm' | 'host' | 'volume' | 'array' | 'pool' | 'lun' | 'job'
>

/** A machine that has counters: a host, or the management server, which has no host row. */
export interface Computer {
  readonly name: string
  readonly host?: HostRow
}

/** How a value comes about: at the moment, per second, or as a mean over requests or processors. */
export type CounterKind = 'instantaneous' | 'rate' | 'average'

export type CounterUnit =
  '%' | 'B/s' | '1/s' | '1/min' | 's' | 'ms' | 'MB' | 'GB' | 'bit/s' | 'ns' | 'W' | 'Wh' | 'count'

/** From where on a value is a warning or critical; `below` where low values are the bad ones. */
export interface Threshold {
  readonly warning?: number
  readonly critical?: number
  readonly isBelow?: true
  /** Who gives it, as facts 8.2 name the source. */
  readonly source: string
}

/** How the instances of a counter make its `_Total`. */
export type TotalRule = 'sum' | 'mean' | 'most'

export interface CounterText {
  readonly name: string
  readonly description: string
  /** How the model computes it. */
  readonly explain: string
  readonly unit: CounterUnit
  /** Power of ten by which a chart multiplies it until somebody says otherwise. */
  readonly scale: number
  readonly kind: CounterKind
  readonly threshold?: Threshold
}

export interface Counter extends CounterText {
  readonly total: TotalRule
  /** Further names by which paths may ask for it. */
  readonly aliases: readonly string[]
  /** The value now, of a subject of its set; NaN where there is none. */
  readonly read: (world: World, subject: unknown) => number
}

/** One instance of a set before twins of its name are told apart. */
export interface Found {
  readonly name: string
  readonly subject: unknown
  /** The object of the console that it stands for. */
  readonly objectId?: AnyId
}

/** An object of Performance Monitor. */
export interface CounterSet {
  readonly object: string
  readonly description: string
  /** Whether hosts have it, or the management server. */
  readonly on: 'host' | 'management'
  /** Has one set of values a computer, and no instances to name. */
  readonly isSingle: boolean
  readonly hasTotal: boolean
  /** Which releases of the host have it; all where absent. */
  readonly release?: 'to-2008-r2' | 'from-2012'
  /** Names of objects under which paths may ask for it on hosts without such an object. */
  readonly aliases: readonly string[]
  /** The revision of the last change that may have changed its instances. */
  readonly changedAt: (world: World) => number
  readonly counters: readonly Counter[]
  /** In the order of the objects' ids, cut to what is seen. */
  readonly find: (world: World, computer: Computer, sight: Sight) => readonly Found[]
}

/** An instance under the name that tells it from its twins; single sets have an empty name. */
export interface Instance extends Found {
  readonly index?: number
}
