import type { AnyId } from '../../shared/domain/index.ts'
import { kindOfId, msPerSecond } from '../../shared/domain/index.ts'
import { textMatcher } from '../../shared/perfmon/index.ts'
import type { World } from '../world/index.ts'
import { totalOf } from './bind.ts'
import { sets } from './catalogue/index.ts'
import { computersOf, hasSet } from './computers.ts'
import { instancesOf, nameOfInstance, totalName } from './instances.ts'
import { metricNameOf } from './metric-names.ts'
import type { MetricFamily } from './open-metrics.ts'
import { labelsOf } from './open-metrics.ts'
import type { Computer, Counter, CounterSet, Instance, Sight } from './types.ts'

/** The most samples of one answer: what Prometheus still takes in one scrape. */
export const metricsMax = 200_000

/** What of a set is told. */
interface Chosen {
  readonly set: CounterSet
  readonly counters: readonly Counter[]
  /** One line a computer over all instances, instead of one an instance. */
  readonly isTotal: boolean
}

/** A line of every counter of a set: its labels, and the instances whose values it sums up. */
interface Line {
  readonly labels: string
  readonly subjects: readonly unknown[]
}

/** What is told without asking: a few figures of each host and VM, none of each processor. */
const usual: Readonly<Record<string, { counters?: readonly string[]; isTotal?: true }>> = {
  'Hyper-V Hypervisor': {},
  'Hyper-V Hypervisor Logical Processor': {
    counters: ['% Guest Run Time', '% Total Run Time'],
    isTotal: true,
  },
  'Hyper-V Virtual Machine Health Summary': {},
  'Hyper-V Dynamic Memory Balancer': {},
  Memory: {},
  'Network Interface': { counters: ['Bytes Total/sec', 'Current Bandwidth'] },
  'Hostward Storage QoS': { counters: ['Operations/sec'] },
  'Hostward Waits': { counters: ['% Processor Wait', '% Memory Wait'] },
  'Hostward Volume': {},
  'Hostward Storage Array': {},
  'Hostward Jobs': {},
  'Hostward Placement': {},
  'Hostward Host Power': {},
}

const usualSets: readonly Chosen[] = sets.flatMap(set => {
  const one = usual[set.object]
  if (!one) return []
  const counters = set.counters.filter(({ name }) => one.counters?.includes(name) ?? true)
  return [{ set, counters, isTotal: one.isTotal ?? false }]
})

/** Why nothing is told: no set has the name, or it would be more than one answer holds. */
export type Untold = { readonly unknown: string } | { readonly samples: number }

function chosenOf(objects: readonly string[] | undefined): readonly Chosen[] | Untold {
  if (!objects) return usualSets
  const matchers = objects.map(textMatcher)
  const names = (set: CounterSet) => [set.object, ...set.aliases]
  const lost = matchers.findIndex(isLike => !sets.some(set => names(set).some(isLike)))
  if (lost >= 0) return { unknown: objects[lost]! }
  return sets
    .filter(set => matchers.some(isLike => names(set).some(isLike)))
    .map(set => ({ set, counters: set.counters, isTotal: false }))
}

/** The label of the object that an instance stands for, by its kind, and its name. */
function labelOfObject(world: World, id: AnyId): readonly [string, string] | undefined {
  const kind = kindOfId(id)
  if (kind !== 'vm' && kind !== 'volume' && kind !== 'array' && kind !== 'host') return undefined
  const row = world.find(kind, id as never)
  return row && [kind, row.name]
}

/** The computer, the object, and the instance where its name says more than that of the object. */
function labelsOfInstance(world: World, { host }: Computer, instance: Instance): string {
  const labels: (readonly [string, string])[] = host ? [['host', host.name]] : []
  const object = instance.objectId && labelOfObject(world, instance.objectId)
  if (object) labels.push(object)
  // Most instances are plain ones of a VM, whose name need not be taken apart to know that.
  const isPlain = instance.name === (object?.[1] ?? '') && instance.index === undefined
  if (!isPlain) labels.push(['name', nameOfInstance(instance)])
  return labelsOf(labels)
}

function linesOf(
  world: World,
  computers: readonly Computer[],
  { set, isTotal }: Chosen,
  sight: Sight,
): Line[] {
  return computers.flatMap(computer => {
    if (!hasSet(computer, set)) return []
    const instances = instancesOf(world, computer, set, sight)
    if (!isTotal) {
      return instances.map(one => ({
        labels: labelsOfInstance(world, computer, one),
        subjects: [one.subject],
      }))
    }
    const labels = labelsOfInstance(world, computer, { name: totalName, subject: undefined })
    return instances.length === 0 ? [] : [{ labels, subjects: instances.map(one => one.subject) }]
  })
}

function familyOf(world: World, { set }: Chosen, counter: Counter, lines: readonly Line[]) {
  const { factor, ...name } = metricNameOf(set, counter)
  const { description, explain, read, total } = counter
  const value = ({ subjects }: Line) =>
    subjects.length === 1
      ? read(world, subjects[0])
      : totalOf(subjects, total, one => read(world, one))
  return {
    ...name,
    help: `${set.object}, ${counter.name}: ${description} ${explain}`,
    samples: lines.map(line => ({ labels: line.labels, value: value(line) * factor })),
  }
}

/** Tells whoever reads the metrics at which simulated moment they were taken. */
function clockOf({ nowMs }: World): MetricFamily {
  return {
    ...{ family: 'hostward_simulated_time_seconds', unit: 'seconds', type: 'gauge' },
    help: 'Simulated time since 1970, in UTC.',
    samples: [{ labels: '', value: nowMs / msPerSecond }],
  }
}

/**
 * Counters now as families of metrics, one for each counter: of the objects that match, with `*`
 * for any text, or of the usual ones; on computers that are meant; cut to what is seen. Totals are
 * left out, since every reader sums for itself, but for the processors of hosts among the usual.
 */
export function metricsOf(
  world: World,
  objects: readonly string[] | undefined,
  sight: Sight,
  isMeant: (computer: Computer) => boolean = () => true,
): MetricFamily[] | Untold {
  const chosen = chosenOf(objects)
  if ('unknown' in chosen || 'samples' in chosen) return chosen
  const computers = computersOf(world, sight).filter(isMeant)
  const told = chosen.map(one => ({ one, lines: linesOf(world, computers, one, sight) }))
  const samples = told.reduce((sum, { one, lines }) => sum + lines.length * one.counters.length, 1)
  if (samples > metricsMax) return { samples }
  const families = told.flatMap(({ one, lines }) =>
    one.counters.map(counter => familyOf(world, one, counter, lines)),
  )
  return [clockOf(world), ...families]
}
