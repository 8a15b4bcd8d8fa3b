import { historyFigures, readSeries, subjectOf, thinned, usualAges } from '../history/index.ts'
import type { Series, Subject } from '../history/index.ts'
import { nameOf } from '../access/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { counterSight } from './counter.handlers.ts'

type Wanted = InputOf<'history', 'read'>['series'][number]

/** Whose history is asked for, if it is there, is seen and has such a figure. */
function seenSubject(context: HandlerContext, wanted: Wanted): Subject | undefined {
  const { world } = context
  const subject = subjectOf(world, wanted.objectId, wanted.network)
  if (!subject || !(wanted.figure in historyFigures[subject.kind])) return undefined
  const sight = counterSight(context)
  const vm = world.find('vm', wanted.objectId)
  const host = world.find('host', wanted.objectId)
  const volume = world.find('volume', wanted.objectId)
  const isSeen = (vm && sight.vm(vm)) ?? (host && sight.host(host)) ?? sight.volume(volume!)
  return isSeen ? subject : undefined
}

function unitOf({ kind }: Subject, figure: string): string {
  return (historyFigures[kind] as Readonly<Record<string, string>>)[figure]!
}

function read(
  context: HandlerContext,
  { series: asked, fromMs, toMs, points }: InputOf<'history', 'read'>,
): OutputOf<'history', 'read'> | Refusal {
  const { history, world } = context
  const found = asked.flatMap(wanted => {
    const subject = history && seenSubject(context, wanted)
    if (!subject) return []
    const series = thinned(readSeries(history, subject, wanted.figure, fromMs, toMs), points)
    const name = nameOf(world, wanted.objectId)
    return [{ wanted, name, unit: unitOf(subject, wanted.figure), series }]
  })
  const [one] = asked
  if (one && asked.length === 1 && found.length === 0) {
    return refuse('not-found', { kind: kindOfId(one.objectId) ?? 'object', id: one.objectId })
  }
  const first: Series | undefined = found[0]?.series
  return {
    ...{ fromMs: first?.fromMs ?? fromMs, everyMs: first?.everyMs ?? 0, asOfMs: world.nowMs },
    series: found.map(({ wanted, name, unit, series: { average, maximum } }) => ({
      ...{ ...wanted, name, unit, average, maximum },
    })),
  }
}

function ages({ world }: HandlerContext): OutputOf<'history', 'ages'> {
  return { ...(world.fabric?.historyAges ?? usualAges) }
}

function setAges(context: HandlerContext, input: InputOf<'history', 'setAges'>) {
  const { world, caller } = context
  const fabric = world.fabric!
  return (): Applied => {
    const before = ages(context)
    world.apply(put('fabric', { ...fabric, historyAges: { ...input } }))
    const changes = (['dayHours', 'monthDays'] as const).flatMap(key =>
      changeOf(fabric.name, key, before[key], input[key]),
    )
    return {
      jobId: recordJob(world, {
        ...{ name: 'job.history.setAges', targetName: fabric.name, caller, changes },
      }),
      ...{ accepted: 1, undo: { operation: 'history.setAges', input: before } },
    }
  }
}

/** History of VMs, hosts, volumes and virtual networks. */
export const historyHandlers = { read, ages, setAges }
