import type { AuditRowView } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/refusals/index.ts'
import { nameOf } from '../access/index.ts'
import type { AuditRow } from '../world/index.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'
import type { Columns } from './list.ts'
import { answerOf, numberColumn, textColumn, windowOver } from './list.ts'
import { namesFor } from './role-rules.ts'

const columns: Columns<AuditRowView> = {
  atMs: numberColumn(row => row.atMs),
  wallMs: numberColumn(row => row.wallMs),
  userName: textColumn(row => row.userName),
  roleNames: textColumn(row => row.roleNames),
  operation: textColumn(row => row.operation),
  targets: textColumn(row => row.targets),
  outcome: textColumn(row => row.outcome),
  refusal: textColumn(row => row.refusal),
  because: textColumn(row => row.because),
}

export const auditHandlers = {
  list(
    context: HandlerContext,
    input: InputOf<'audit', 'list'>,
  ): OutputOf<'audit', 'list'> | Refusal {
    // Redacted before it is filtered, so that a filter cannot ask for what is hidden.
    const page = windowOver(auditViews(context), columns, input, { newestFirst: true })
    if (page instanceof Refusal) return page
    return answerOf(context.world, page, view => view)
  },
}

/** The audit records in the caller's scope, in id order, without names that lie outside it. */
function auditViews(context: HandlerContext): AuditRowView[] {
  const { world, access, caller } = context
  const scope = access.scope(caller, 'audit.read')
  const visible = [...world.all('audit')].filter(row => scope.audit(row))
  if (scope.everything) return visible.map(viewOf)
  const redact = redactor(context)
  return visible.map(row => viewOf(redact(row)))
}

/**
 * Cuts a record to what the caller may see: targets outside the scope by id alone, and of somebody
 * else's record the roles, the proof and the refusal only where all of these roles are visible,
 * since a proof names the places through which a role reaches its object.
 */
function redactor(context: HandlerContext): (row: AuditRow) => AuditRow {
  const { world, access, caller } = context
  const names = namesFor(context)
  const roles = access.scope(caller, 'role.read')
  const visibleRoles = new Set<string>()
  for (const role of world.all('role')) if (roles.role(role)) visibleRoles.add(role.name)
  return row => {
    const allTargets = row.targetIds.every(id => names.sees(id))
    const shown = row.targetIds.map(id => (names.sees(id) ? nameOf(world, id) : id)).join(', ')
    const targets = allTargets ? row.targets : shown
    if (row.userId === caller.userId) return { ...row, targets }
    const held = row.roleNames ? row.roleNames.split(', ') : []
    const known = held.filter(name => visibleRoles.has(name))
    if (known.length === held.length) return { ...row, targets }
    const hidden = held.length - known.length
    const roleNames = [...known, `${hidden} outside your scope`].join(', ')
    const refusal = row.refusal?.split(':')[0]
    return { ...row, targets, roleNames, refusal, because: '' }
  }
}

function viewOf(row: AuditRow): AuditRowView {
  const { id, atMs, wallMs, userName, roleNames, operation, targets } = row
  const { outcome, refusal, because, jobId } = row
  return {
    ...{ id, atMs, wallMs, userName, roleNames, operation, targets },
    ...{ outcome, refusal, because, jobId },
  }
}
