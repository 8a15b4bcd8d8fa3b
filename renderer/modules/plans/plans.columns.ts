import type { PlanRowView } from '../../../shared/contract/index.ts'
import { planStatuses } from '../../../shared/domain/index.ts'
import { formatDateTime, type FilterField, type GridColumn } from '../../ui/index.ts'
import { lookOfPlan, pointsText, secondsText } from './plan-words.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** The columns of the list of plans. */
export function planColumns(t: Translate): GridColumn<PlanRowView>[] {
  return [
    {
      key: 'name',
      kind: 'text',
      label: t('plans.name'),
      value: plan => plan.name,
      width: 200,
      grow: true,
      sortable: true,
      strong: true,
      fixed: true,
    },
    {
      key: 'status',
      kind: 'state',
      label: t('plans.status'),
      value: plan => ({
        ...lookOfPlan(plan.status),
        label: t(`plans.status.${plan.status}`),
        share: plan.steps > 0 ? plan.done / plan.steps : 0,
      }),
      width: 168,
      sortable: true,
    },
    {
      key: 'steps',
      kind: 'number',
      label: t('plans.steps'),
      value: plan => plan.steps,
      width: 72,
      sortable: true,
    },
    {
      key: 'durationS',
      kind: 'number',
      label: t('plans.duration'),
      value: plan => (plan.steps > 0 ? plan.durationS : undefined),
      format: secondsText,
      width: 96,
      sortable: true,
    },
    {
      key: 'imbalance',
      kind: 'text',
      label: t('plans.imbalance'),
      value: plan =>
        plan.steps > 0
          ? `${pointsText(plan.imbalanceBefore)} → ${pointsText(plan.imbalanceAfter)}`
          : pointsText(plan.imbalanceBefore),
      width: 128,
    },
    ...originColumns(t),
  ]
}

/** When it was proposed, and by whom. */
function originColumns(t: Translate): GridColumn<PlanRowView>[] {
  return [
    {
      key: 'madeMs',
      kind: 'date',
      label: t('plans.made'),
      value: plan => plan.madeMs,
      format: at => formatDateTime(at),
      width: 172,
      sortable: true,
    },
    {
      key: 'ownerName',
      kind: 'text',
      label: t('plans.owner'),
      value: plan => plan.ownerName,
      width: 152,
      sortable: true,
    },
  ]
}

/** What conditions on plans may ask about. */
export function planFields(t: Translate): FilterField[] {
  const statuses = planStatuses.map(value => ({ value, label: t(`plans.status.${value}`) }))
  return [
    { field: 'status', label: t('plans.status'), kind: 'choice', options: statuses },
    { field: 'scopeName', label: t('plans.scope'), kind: 'text' },
    { field: 'ownerName', label: t('plans.owner'), kind: 'text' },
  ]
}
