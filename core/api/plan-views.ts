import type { PlanDetails, PlanRowView } from '../../shared/contract/index.ts'
import { reassessed } from '../plans/index.ts'
import type { PlanRow, World } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'
import { nameMaskOf } from './hidden-names.ts'
import { booleanColumn, numberColumn, textColumn } from './list.ts'
import type { Columns } from './list.ts'
import { careRefusal } from './plan-rights.ts'

/** What plans are filtered and sorted by. */
export const planColumns: Columns<PlanRow> = {
  name: textColumn(row => row.name),
  kind: textColumn(row => row.kind),
  scopeName: textColumn(row => row.scopeName),
  status: textColumn(row => row.status),
  ownerName: textColumn(row => row.ownerName),
  isAutomatic: booleanColumn(row => row.isAutomatic),
  steps: numberColumn(row => row.totals.steps),
  durationS: numberColumn(row => row.totals.durationS),
  madeMs: numberColumn(row => row.madeMs),
}

/** A plan as a list shows it. */
export function planRowView(row: PlanRow): PlanRowView {
  const { id, name, kind, scopeId, scopeName, status, madeMs, ownerName, isAutomatic } = row
  const most = (read: (cluster: PlanRow['clusters'][number]) => number) =>
    row.clusters.reduce((most, cluster) => Math.max(most, read(cluster)), 0)
  return {
    ...{ id, name, kind, scopeId, scopeName, status, madeMs, ownerName, isAutomatic },
    steps: row.totals.steps,
    done: row.steps.filter(step => step.status === 'done').length,
    durationS: row.measured?.durationS ?? row.totals.durationS,
    imbalanceBefore: most(cluster => cluster.imbalanceBefore),
    imbalanceAfter: most(cluster => cluster.imbalanceMeasured ?? cluster.imbalanceAfter),
    why: status === 'empty' ? row.why?.text : undefined,
    jobId: row.jobId,
  }
}

/** A plan with all that the caller may see of it; names outside their scope are kept back. */
export function planView(context: HandlerContext, row: PlanRow): PlanDetails {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'vm.read')
  const steps = row.steps.filter(({ vmId }) => {
    const vm = world.find('vm', vmId)
    return vm === undefined || mine.vm(vm)
  })
  const seen = new Set(steps.map(step => step.number))
  return nameMaskOf(context)({
    ...shown(row),
    steps,
    hiddenSteps: row.steps.length - steps.length,
    changes:
      row.status === 'proposed' ? changesOf(world, row).filter(one => seen.has(one.number)) : [],
    mayRun: access.scope(caller, 'plan.run').plan(row) && !careRefusal(context, row),
  })
}

/** What crosses the wire of a row. */
function shown({ apartIds: _, userId: __, ...plain }: PlanRow) {
  return plain
}

/** What the fabric of now says to steps that were worked out earlier. */
function changesOf(world: World, row: PlanRow): PlanDetails['changes'] {
  if (world.nowMs === row.madeMs) return []
  return reassessed(world, row).steps.flatMap(({ number, status, because }, at) => {
    const before = row.steps[at]!.status
    if (status === before) return []
    const text = because ?? 'It can be done again.'
    return [{ number, text }]
  })
}
