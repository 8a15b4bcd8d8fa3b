export type FilterOp = 'is' | 'isNot' | 'contains' | 'startsWith' | 'gt' | 'lt'

/** One condition: property, comparison, value as it was typed or chosen. */
export interface FilterCondition {
  field: string
  op: FilterOp
  value: string
}

/** A property that conditions may ask about. */
export interface FilterField {
  field: string
  /** Translated. */
  label: string
  kind: 'text' | 'number' | 'choice'
  /** What a choice may be; its labels are translated. */
  options?: readonly { value: string; label: string }[]
  unit?: string
}

const opsByKind: Record<FilterField['kind'], readonly FilterOp[]> = {
  text: ['contains', 'startsWith', 'is', 'isNot'],
  number: ['gt', 'lt', 'is', 'isNot'],
  choice: ['is', 'isNot'],
}

/** The comparisons that make sense for a property, the most useful first. */
export function opsFor(field: FilterField | undefined): readonly FilterOp[] {
  return field ? opsByKind[field.kind] : []
}

/** A condition to begin with on that property. */
export function draftFor(field: FilterField): FilterCondition {
  const [op = 'is'] = opsFor(field)
  return { field: field.field, op, value: field.options?.[0]?.value ?? '' }
}

/** The draft carried over to another property: kept where it still makes sense. */
export function redraftFor(draft: FilterCondition, field: FilterField): FilterCondition {
  const fresh = draftFor(field)
  const keepsValue = !field.options && field.kind !== 'number'
  return {
    ...fresh,
    op: opsFor(field).includes(draft.op) ? draft.op : fresh.op,
    value: keepsValue ? draft.value : fresh.value,
  }
}

/** What is wrong with a condition; undefined where nothing is. */
export function conditionFault(
  condition: FilterCondition,
  field: FilterField | undefined,
): 'valueMissing' | 'valueNotNumber' | undefined {
  if (!condition.value.trim()) return 'valueMissing'
  const isNumber = Number.isFinite(Number(condition.value))
  return field?.kind === 'number' && !isNumber ? 'valueNotNumber' : undefined
}

/** The value as it is shown: the label of a choice, the unit of a number. */
export function valueLabel(condition: FilterCondition, field: FilterField | undefined): string {
  const option = field?.options?.find(one => one.value === condition.value)
  if (option) return option.label
  return field?.unit ? `${condition.value} ${field.unit}` : condition.value
}

/** The conditions with one put at a place; the end where the place is past it. */
export function putCondition(
  conditions: readonly FilterCondition[],
  at: number,
  condition: FilterCondition,
): FilterCondition[] {
  const next = [...conditions]
  next[Math.min(at, next.length)] = { ...condition, value: condition.value.trim() }
  return next
}
