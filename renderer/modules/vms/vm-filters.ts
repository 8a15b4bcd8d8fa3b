import type { Condition } from '../../../shared/contract/index.ts'
import { vmStates } from '../../../shared/domain/index.ts'
import type { FilterField } from '../../ui/index.ts'
import { workloadName } from './vms.columns.ts'

type Translate = (key: string) => string

/** The values that text fields take at present, as the core counts them. */
export type Facets = Readonly<Record<string, readonly string[]>>

/** The fields whose values are offered to choose from. */
export const facetFields = [
  'hostName',
  'ownerName',
  'roleName',
  'operatingSystem',
  'templateName',
  'workload',
  'tags',
] as const

/** Fields in which a VM may have nothing. */
const mayBeNone: ReadonlySet<string> = new Set(['ownerName', 'roleName', 'templateName'])

/** More values than a list to choose from can hold: the field is then typed. */
const mostChoices = 150

/** Without this condition a list shows the VMs that are not in the recycle bin. */
export const inRecycleBin: Condition = { field: 'recycled', op: 'is', value: 'true' }

/** Whether the conditions ask for the recycle bin. */
export function asksForRecycleBin(conditions: readonly Condition[]): boolean {
  return conditions.some(one => one.field === 'recycled' && one.value === 'true')
}

/** The properties that a filter of VMs may ask about. */
export function vmFields(t: Translate, facets: Facets): FilterField[] {
  const label = (field: string) => t(`vms.column.${field}`)
  const number = (field: string, unit?: string): FilterField => ({
    field,
    label: label(field),
    kind: 'number',
    unit,
  })
  return [
    { field: 'name', label: label('name'), kind: 'text' },
    {
      field: 'state',
      label: label('state'),
      kind: 'choice',
      options: vmStates.map(value => ({ value, label: t(`vms.state.${value}`) })),
    },
    ...facetFields.map(field => facetField(field, t, facets[field])),
    number('cpuPercent', '%'),
    number('cpuWaitPercent', '%'),
    number('memoryMib', 'MB'),
    number('memoryUsedMib', 'MB'),
    number('iops'),
    number('cpuCount'),
    number('diskGib', 'GB'),
    number('quotaPoints'),
    {
      field: 'recycled',
      label: label('recycled'),
      kind: 'choice',
      options: [{ value: 'true', label: t('vms.recycleBin') }],
    },
  ]
}

function facetField(
  field: string,
  t: Translate,
  values: readonly string[] | undefined,
): FilterField {
  const label = t(`vms.column.${field}`)
  if (!values || values.length === 0 || values.length > mostChoices) {
    return { field, label, kind: 'text' }
  }
  const offered = mayBeNone.has(field) ? [...new Set(['', ...values])] : values
  const options = offered.map(value => ({ value, label: optionLabel(field, value, t) }))
  return { field, label, kind: 'choice', options }
}

function optionLabel(field: string, value: string, t: Translate): string {
  if (value === '') return t('common.none')
  return field === 'workload' ? workloadName(t, value) : value
}
