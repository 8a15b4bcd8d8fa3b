import type { FilterCondition } from '../../ui/index.ts'
import { inRecycleBin } from './vm-filters.ts'

/** A filter with a name. */
export interface SavedQuery {
  key: string
  /** Given by a person; the built-in ones are named by the text of their key. */
  name?: string
  conditions: readonly FilterCondition[]
  text: string
}

/** The looks that everybody wants now and then. */
export const builtInQueries: readonly SavedQuery[] = [
  {
    key: 'failed',
    conditions: [{ field: 'state', op: 'contains', value: 'failed' }],
    text: '',
  },
  { key: 'busy', conditions: [{ field: 'cpuPercent', op: 'gt', value: '75' }], text: '' },
  { key: 'ownerless', conditions: [{ field: 'ownerName', op: 'is', value: '' }], text: '' },
  { key: 'recycled', conditions: [inRecycleBin], text: '' },
]

/** Whether a list shows exactly what the query asks for. */
export function isShown(
  query: Pick<SavedQuery, 'conditions' | 'text'>,
  conditions: readonly FilterCondition[],
  text: string,
): boolean {
  const plain = (list: readonly FilterCondition[]) =>
    JSON.stringify(list.map(({ field, op, value }) => [field, op, value]))
  return query.text === text && plain(query.conditions) === plain(conditions)
}

/** The queries with a new one; one of the same name gives way. */
export function withQuery(queries: readonly SavedQuery[], added: SavedQuery): SavedQuery[] {
  return [...queries.filter(one => one.name !== added.name), added]
}
