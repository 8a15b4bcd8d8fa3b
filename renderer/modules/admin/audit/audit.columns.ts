import { mdiCheckCircleOutline, mdiCloseOctagon } from '@mdi/js'
import type { AuditRowView } from '../../../../shared/contract/index.ts'
import { formatDateTime, type FilterField, type GridColumn } from '../../../ui/index.ts'

export interface AuditColumnsInput {
  t: (key: string) => string
  /** The name of an operation as the person knows it. */
  nameOf: (operation: string) => string
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The columns of the audit records. */
export function auditColumns({ t, nameOf }: AuditColumnsInput): GridColumn<AuditRowView>[] {
  return [
    {
      key: 'atMs',
      kind: 'date',
      label: t('admin.audit.at'),
      value: row => row.atMs,
      format: at => formatDateTime(at),
      width: 176,
      sortable: true,
      fixed: true,
    },
    {
      key: 'outcome',
      kind: 'state',
      label: t('admin.audit.outcome'),
      value: row => outcomeOf(row, t),
      width: 104,
      sortable: true,
    },
    {
      key: 'userName',
      kind: 'text',
      label: t('admin.audit.user'),
      value: row => row.userName,
      width: 136,
      sortable: true,
      strong: true,
    },
    {
      key: 'operation',
      kind: 'text',
      label: t('admin.audit.operation'),
      value: row => nameOf(row.operation),
      width: 176,
      sortable: true,
    },
    {
      key: 'targets',
      kind: 'text',
      label: t('admin.audit.targets'),
      value: row => targetsOf(row, nameOf),
      width: 152,
      sortable: true,
    },
    {
      key: 'because',
      kind: 'text',
      label: t('admin.audit.because'),
      value: row => row.refusal ?? row.because,
      width: 200,
      grow: true,
    },
    ...rareColumns(t),
  ]
}

/** Columns that are not shown until they are chosen. */
function rareColumns(t: AuditColumnsInput['t']): GridColumn<AuditRowView>[] {
  return [
    {
      key: 'roleNames',
      kind: 'text',
      label: t('admin.audit.roles'),
      value: row => row.roleNames,
      width: 160,
      hidden: true,
    },
    {
      key: 'wallMs',
      kind: 'date',
      label: t('admin.audit.wall'),
      value: row => row.wallMs,
      format: at => formatDateTime(at, zone),
      width: 176,
      sortable: true,
      hidden: true,
    },
  ]
}

/** What it was about. A job is known by its key, which is put into words. */
export function targetsOf(
  { targets }: Pick<AuditRowView, 'targets'>,
  nameOf: (name: string) => string,
): string {
  return targets.startsWith('job.') ? nameOf(targets) : targets
}

/** Whether it was carried out, as a state. */
export function outcomeOf(row: Pick<AuditRowView, 'outcome'>, t: (key: string) => string) {
  const label = t(`admin.audit.outcome.${row.outcome}`)
  return row.outcome === 'done'
    ? { label, tone: 'idle' as const, icon: mdiCheckCircleOutline }
    : { label, tone: 'crit' as const, icon: mdiCloseOctagon }
}

/** What conditions on audit records may ask about. */
export function auditFields(
  t: (key: string) => string,
  operations: readonly { value: string; label: string }[],
): FilterField[] {
  const outcomes = (['done', 'refused'] as const).map(value => ({
    value,
    label: t(`admin.audit.outcome.${value}`),
  }))
  return [
    { field: 'outcome', label: t('admin.audit.outcome'), kind: 'choice', options: outcomes },
    { field: 'userName', label: t('admin.audit.user'), kind: 'text' },
    { field: 'operation', label: t('admin.audit.operation'), kind: 'choice', options: operations },
    { field: 'targets', label: t('admin.audit.targets'), kind: 'text' },
    { field: 'roleNames', label: t('admin.audit.roles'), kind: 'text' },
    { field: 'because', label: t('admin.audit.because'), kind: 'text' },
  ]
}
