import type { CollectorView } from '../../shared/contract/index.ts'
import { keyOf, logsOf } from '../collectors/index.ts'
import type { CollectorRow, LogRow } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'
import type { pathsSeenBy } from './seen-paths.ts'

/** What a log holds; nothing of one that has no record yet. */
export function sizeOf({ ports }: HandlerContext, log: LogRow) {
  return ports.logs.size(keyOf(log)) ?? { records: 0, bytes: 0 }
}

type MaySee = ReturnType<typeof pathsSeenBy>

/** The paths of a set for its owner; others do not learn of what lies outside their scope. */
function seenPaths(all: readonly string[], isMine: boolean, maySee: MaySee) {
  const paths = all.filter(path => isMine || maySee(path))
  return { paths, hiddenPaths: all.length - paths.length }
}

/** A set as its readers see it. */
export function collectorView(
  context: HandlerContext,
  set: CollectorRow,
  maySee: MaySee,
): CollectorView {
  const { world, access, caller } = context
  const { run, nextMs, paths, roleIds, ...rest } = set
  return {
    ...rest,
    ...seenPaths(paths, set.ownerId === caller.userId, maySee),
    roleIds: [...roleIds],
    ownerName: world.find('user', set.ownerId)?.name ?? '',
    state: run ? 'running' : 'stopped',
    ...(run?.end ? { endsMs: run.end.atMs } : {}),
    ...(nextMs === undefined ? {} : { nextMs }),
    mayRun: access.scope(caller, 'collector.run').collector(set),
    mayEdit: access.scope(caller, 'collector.edit').collector(set),
    runs: logsOf(world, set.id).map(log => {
      const { id: logId, startedMs, endedMs, reason } = log
      return { logId, startedMs, endedMs, reason, ...sizeOf(context, log) }
    }),
  }
}
