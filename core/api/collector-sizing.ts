import type { LogId } from '../../shared/domain/index.ts'
import { byId } from '../../shared/domain/index.ts'
import { formatInstance, parsePath } from '../../shared/perfmon/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { keyOf, logsOf, SizingReader, verdictOn } from '../collectors/index.ts'
import type { LogRow, VmRow } from '../world/index.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'
import { readInto, seenColumns } from './log.handlers.ts'

type Wish = InputOf<'collector', 'rightSizing'>

/** The log that is meant, where the caller sees it. */
function logOf({ world, access, caller }: HandlerContext, wish: Wish): LogRow | undefined {
  const mine = access.scope(caller, 'collector.read')
  const set = world.find('collector', wish.collectorId)
  const newest = set && logsOf(world, set.id)[0]?.id
  const log = world.find('log', (wish.logId ?? newest) as LogId | undefined)
  return log && mine.log(log) ? log : undefined
}

/** Which VM a column is about: by the id that was recorded with it, or by the name in its path. */
function vmsOf({ ports }: HandlerContext, log: LogRow) {
  const ids = new Map<string, string>()
  for (const { path, objectId } of ports.logs.columnsOf(keyOf(log))) {
    if (objectId?.startsWith('vm-')) ids.set(path.toLowerCase(), objectId)
  }
  return (column: string) => {
    const path = parsePath(column)
    const instance = 'problem' in path ? column : formatInstance(path)
    const name = instance.replace(/:Hv VP \d+(#\d+)?$/, '')
    const id = ids.get(column.toLowerCase())
    return id ? { id, name } : { name }
  }
}

/** For every VM of a log that the caller sees: what its figures say of what it has. */
export async function rightSizing(
  context: HandlerContext,
  wish: Wish,
): Promise<OutputOf<'collector', 'rightSizing'> | Refusal> {
  const { world, access, caller } = context
  const log = logOf(context, wish)
  if (!log) return refuse('collector.no-log', {})
  const reader = new SizingReader(seenColumns(context, log), vmsOf(context, log))
  const failed = await readInto(context, log, reader)
  if (failed) return failed
  const mine = access.scope(caller, 'vm.read')
  const rows = [...reader.subjects.values()].map(subject => {
    const vm = world.find('vm', subject.objectId) as VmRow | undefined
    return verdictOn(subject, vm && mine.vm(vm) ? vm : undefined, wish.limits)
  })
  rows.sort((a, b) => (a.vmId && b.vmId ? byId({ id: a.vmId }, { id: b.vmId }) : 0))
  const { records, fromMs, toMs } = reader
  return { logId: log.id, rows, records, fromMs, toMs, limits: wish.limits }
}
