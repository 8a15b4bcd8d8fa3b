import type { ChartId } from '../../shared/domain/index.ts'
import { byId } from '../../shared/domain/index.ts'
import { parsePath } from '../../shared/perfmon/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import type { ChartRow } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { pathsSeenBy } from './seen-paths.ts'

function isAdministrator({ caller }: HandlerContext): boolean {
  return caller.roles.some(role => role.profile === 'administrator')
}

/** Own charts, those shared with a role of the caller, and all shared ones for an administrator. */
function isSeen(context: HandlerContext, { ownerId, roleId }: ChartRow): boolean {
  const { caller, world } = context
  if (ownerId === caller.userId) return true
  if (!world.find('role', roleId)) return false
  return isAdministrator(context) || caller.roles.some(role => role.id === roleId)
}

function mayChange(context: HandlerContext, row: ChartRow): boolean {
  return row.ownerId === context.caller.userId || isAdministrator(context)
}

function ownerNameOf({ world }: HandlerContext, { ownerId }: ChartRow): string {
  return world.find('user', ownerId)?.name ?? ownerId
}

/** The charts that the caller may open; none without the right to see counters. */
export function seenCharts(context: HandlerContext): ChartRow[] {
  const { world, access, caller } = context
  if (!access.holds(caller, 'counter.read')) return []
  return [...world.all('chart')].filter(row => isSeen(context, row)).sort(byId)
}

type MaySee = ReturnType<typeof pathsSeenBy>

/** What a chart shows its owner; others do not learn of what lies outside their scope. */
function seenView({ ownerId, view }: ChartRow, { caller }: HandlerContext, maySee: MaySee) {
  if (ownerId === caller.userId) return { view, hiddenLines: 0 }
  let hiddenLines = 0
  const charts = view.charts.map(chart => {
    const lines = chart.lines.filter(line => maySee(line.path))
    hiddenLines += chart.lines.length - lines.length
    return { ...chart, lines }
  })
  return { view: { ...view, charts }, hiddenLines }
}

function list(context: HandlerContext): OutputOf<'chart', 'list'> {
  const { world } = context
  const rows = seenCharts(context)
  const maySee = pathsSeenBy(context)
  return {
    charts: rows.map(row => {
      const role = world.find('role', row.roleId)
      return {
        ...{ id: row.id, name: row.name, isMine: mayChange(context, row) },
        ...seenView(row, context, maySee),
        ownerName: ownerNameOf(context, row),
        ...(role ? { roleId: role.id, roleName: role.name } : {}),
      }
    }),
  }
}

/** The charts to change, where the caller sees them and may. */
function changeable(context: HandlerContext, id: ChartId): ChartRow | Refusal {
  const row = context.world.find('chart', id)
  if (!row || !isSeen(context, row)) return refuse('not-found', { kind: 'chart view', id })
  if (mayChange(context, row)) return row
  return refuse('chart.not-yours', { name: row.name, owner: ownerNameOf(context, row) })
}

function save(
  context: HandlerContext,
  { chartId, name, roleId, view }: InputOf<'chart', 'save'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const unreadable = unreadablePath(view)
  if (unreadable) return unreadable
  const old = chartId && changeable(context, chartId)
  if (old instanceof Refusal) return old
  const ownerId = old?.ownerId ?? caller.userId
  const sought = name.toLowerCase()
  for (const other of world.all('chart')) {
    const isTaken = other.ownerId === ownerId && other.id !== chartId
    if (isTaken && other.name.toLowerCase() === sought) {
      return refuse('chart.name-taken', { name: other.name })
    }
  }
  const isMember = caller.roles.some(role => role.id === roleId)
  if (
    roleId !== undefined &&
    !isMember &&
    !(isAdministrator(context) && world.find('role', roleId))
  )
    return refuse('chart.other-role', { role: nameSeen(context, roleId) })
  return () => {
    const id = old?.id ?? world.nextId('chart')
    world.apply(put('chart', { id, name, ownerId, view, ...(roleId ? { roleId } : {}) }))
    const undo = old
      ? { operation: 'chart.save', input: inputOf(old) }
      : { operation: 'chart.remove', input: { chartId: id } }
    return { id, undo }
  }
}

/** The first line that is not one counter of one computer. */
function unreadablePath({ charts }: ChartRow['view']): Refusal | undefined {
  for (const { path } of charts.flatMap(chart => chart.lines)) {
    const parsed = parsePath(path)
    if ('problem' in parsed) return refuse('counter.bad-path', { path, problem: parsed.problem })
    if (path.includes('*')) {
      return refuse('counter.bad-path', { path, problem: 'it has a wildcard.' })
    }
  }
  return undefined
}

/** A role that the caller is no member of keeps its name to itself. */
function nameSeen({ access, caller, world }: HandlerContext, roleId: `role-${number}`): string {
  const role = world.find('role', roleId)
  return role && access.scope(caller, 'role.read').role(role) ? role.name : roleId
}

function inputOf({ id, name, roleId, view }: ChartRow) {
  return { chartId: id, name, view, ...(roleId ? { roleId } : {}) }
}

function removeChart(context: HandlerContext, { chartId }: InputOf<'chart', 'remove'>) {
  const row = changeable(context, chartId)
  if (row instanceof Refusal) return row
  return (): Applied => {
    context.world.apply(remove('chart', chartId))
    const { name, view, roleId } = row
    const again = { name, view, ...(roleId ? { roleId } : {}) }
    return { undo: { operation: 'chart.save', input: again } }
  }
}

/** Charts under a name. */
export const chartHandlers = { list, save, remove: removeChart }
