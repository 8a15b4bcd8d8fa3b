import type { Condition, Window } from '../../shared/contract/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { World } from '../world/index.ts'

/**
 * Windows over lists: a filter, a free text, an order and a page over rows of any kind. A handler
 * names its columns once, each with its kind; rows are turned into views only for the page shown.
 */
export type Column<Row> =
  | { readonly kind: 'text'; readonly read: (row: Row) => string | undefined }
  | { readonly kind: 'number'; readonly read: (row: Row) => number | undefined }
  | { readonly kind: 'texts'; readonly read: (row: Row) => readonly string[] }
export type Columns<Row> = Readonly<Record<string, Column<Row>>>

/** A column of text. Compared and searched without case; absent counts as empty. */
export function textColumn<Row>(read: (row: Row) => string | undefined): Column<Row> {
  return { kind: 'text', read }
}

/** A column of numbers. An absent one is equal only to the empty value, and sorts last. */
export function numberColumn<Row>(read: (row: Row) => number | undefined): Column<Row> {
  return { kind: 'number', read }
}

/** A column of yes and no, written `true` and `false` in a filter. */
export function booleanColumn<Row>(read: (row: Row) => boolean): Column<Row> {
  return { kind: 'text', read: row => String(read(row)) }
}

/** A column of several texts, such as tags: a condition holds when it holds for one of them. */
export function textsColumn<Row>(read: (row: Row) => readonly string[]): Column<Row> {
  return { kind: 'texts', read }
}

/** The rows of one page, and how many match in all. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}

export interface WindowOptions {
  /** Without a chosen order the rows stay as they come, by id; this turns them round. */
  readonly newestFirst?: boolean
  /** The columns that a free text is sought in; without them all but the numbers. */
  readonly searched?: readonly string[]
}

type Test<Row> = (row: Row) => boolean

/**
 * The page of `rows` that a window shows. `rows` come in id order and already cut to the caller's
 * scope; `window.scope` is the caller's affair. Refuses a field that is no column, and a number
 * that is none. Ties fall by id, whatever the direction.
 */
export function windowOver<Row>(
  rows: Iterable<Row>,
  columns: Columns<Row>,
  window: Pick<Window, 'filter' | 'text' | 'sort' | 'offset' | 'limit'>,
  options: WindowOptions = {},
): Page<Row> | Refusal {
  const issues = issuesOf(columns, window)
  if (issues.length) return refuse('input.invalid', { issues })
  const tests = window.filter.map(one => testOf(columns[one.field]!, one))
  if (window.text) tests.push(textTest(columns, window.text.toLowerCase(), options.searched))
  const { sort } = window
  if (sort) return pageInOrder(rows, tests, columns[sort.field]!, sort.direction, window)
  const found: Row[] = []
  for (const row of rows) if (passes(row, tests)) found.push(row)
  if (options.newestFirst) found.reverse()
  return {
    rows: found.slice(window.offset, window.offset + window.limit),
    total: found.length,
  }
}

/** A page as the answer of a query: its rows as views, with the revision that they show. */
export function answerOf<Row, View>(world: World, page: Page<Row>, view: (row: Row) => View) {
  return {
    rows: page.rows.map(view),
    total: page.total,
    revision: world.revision,
    asOfMs: world.nowMs,
  }
}

/** The order of two texts: by code unit of their lower case. */
export function compareText(left: string, right: string): number {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()]
  if (a === b) return 0
  return a < b ? -1 : 1
}

function issuesOf<Row>(columns: Columns<Row>, window: Pick<Window, 'filter' | 'sort'>): string[] {
  const issues: string[] = []
  const fields = [...window.filter.map(one => one.field)]
  if (window.sort) fields.push(window.sort.field)
  for (const field of fields) {
    if (!Object.hasOwn(columns, field)) issues.push(`there is no column ${field}`)
  }
  for (const one of window.filter) {
    const numeric = Object.hasOwn(columns, one.field) && columns[one.field]!.kind === 'number'
    const compares = one.op !== 'contains' && one.op !== 'startsWith'
    if (numeric && compares && !Number.isFinite(Number(one.value)))
      issues.push(`${one.field} compares with a number, and "${one.value}" is none`)
  }
  return issues
}

function testOf<Row>(column: Column<Row>, one: Condition): Test<Row> {
  const { read } = column
  if (column.kind === 'number') return numberTest(column.read, one)
  const value = one.value.toLowerCase()
  if (column.kind === 'text') {
    return row => holdsForText((read(row) as string | undefined)?.toLowerCase() ?? '', one, value)
  }
  // "Is not" means that none of them is.
  if (one.op === 'isNot') return row => column.read(row).every(text => text.toLowerCase() !== value)
  return row => column.read(row).some(text => holdsForText(text.toLowerCase(), one, value))
}

function holdsForText(text: string, { op }: Condition, value: string): boolean {
  switch (op) {
    case 'is':
      return text === value
    case 'isNot':
      return text !== value
    case 'contains':
      return text.includes(value)
    case 'startsWith':
      return text.startsWith(value)
    case 'gt':
      return text > value
    case 'lt':
      return text < value
  }
}

function numberTest<Row>(
  read: (row: Row) => number | undefined,
  { op, value }: Condition,
): Test<Row> {
  const limit = value.trim() === '' ? undefined : Number(value)
  switch (op) {
    case 'is':
      return row => read(row) === limit
    case 'isNot':
      return row => read(row) !== limit
    case 'contains':
      return row => String(read(row) ?? '').includes(value)
    case 'startsWith':
      return row => String(read(row) ?? '').startsWith(value)
    // A comparison with an absent number is false on either side.
    case 'gt':
      return row => (read(row) ?? NaN) > (limit ?? NaN)
    case 'lt':
      return row => (read(row) ?? NaN) < (limit ?? NaN)
  }
}

function textTest<Row>(
  columns: Columns<Row>,
  sought: string,
  names: readonly string[] = Object.keys(columns),
): Test<Row> {
  const searched = names.map(name => columns[name]!).filter(column => column.kind !== 'number')
  return row =>
    searched.some(column => {
      const found = column.read(row)
      if (typeof found === 'string') return found.toLowerCase().includes(sought)
      return Array.isArray(found) && found.some(text => text.toLowerCase().includes(sought))
    })
}

/** One row with what it is ordered by. */
interface Keyed<Row> {
  readonly row: Row
  readonly key: Key
  /** Its place among the rows, which come in id order. */
  readonly place: number
}

/** The rows of the page, and how many there are in all, in one pass over the rows. */
function pageInOrder<Row>(
  rows: Iterable<Row>,
  tests: readonly Test<Row>[],
  column: Column<Row>,
  direction: 'asc' | 'desc',
  { offset, limit }: Pick<Window, 'offset' | 'limit'>,
): Page<Row> {
  const sign = direction === 'asc' ? 1 : -1
  const before = (a: Keyed<Row>, b: Keyed<Row>) =>
    (compareKeys(a.key, b.key, sign) || a.place - b.place) < 0
  const first = new FirstFew(offset + limit, before)
  let total = 0
  for (const row of rows) {
    if (!passes(row, tests)) continue
    first.offer({ row, key: keyOf(column, row), place: total++ })
  }
  return {
    rows: first
      .inOrder()
      .slice(offset)
      .map(one => one.row),
    total,
  }
}

/**
 * The first few of many, without sorting the rest: a heap whose root is the last of those kept, so
 * that most of the others cost one comparison.
 */
class FirstFew<Item> {
  private readonly heap: Item[] = []

  constructor(
    private readonly most: number,
    private readonly before: (a: Item, b: Item) => boolean,
  ) {}

  offer(item: Item): void {
    const { heap } = this
    if (heap.length < this.most) {
      heap.push(item)
      this.rise(heap.length - 1)
    } else if (heap.length > 0 && this.before(item, heap[0]!)) {
      heap[0] = item
      this.sink()
    }
  }

  inOrder(): Item[] {
    return [...this.heap].sort((a, b) => (this.before(a, b) ? -1 : 1))
  }

  private rise(start: number): void {
    const { heap } = this
    let at = start
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.before(heap[parent]!, heap[at]!)) return
      ;[heap[parent], heap[at]] = [heap[at]!, heap[parent]!]
      at = parent
    }
  }

  private sink(): void {
    const { heap } = this
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      if (left >= heap.length) return
      const right = left + 1
      const last = right < heap.length && this.before(heap[left]!, heap[right]!) ? right : left
      if (!this.before(heap[at]!, heap[last]!)) return
      ;[heap[at], heap[last]] = [heap[last]!, heap[at]!]
      at = last
    }
  }
}

function passes<Row>(row: Row, tests: readonly Test<Row>[]): boolean {
  for (const test of tests) if (!test(row)) return false
  return true
}

type Key = string | number | undefined

function keyOf<Row>(column: Column<Row>, row: Row): Key {
  const value = column.read(row)
  if (typeof value === 'number') return value
  if (typeof value === 'string') return value.toLowerCase()
  return value?.join(', ').toLowerCase()
}

/** What is absent comes last in either direction: nobody sorts to see it first. */
function compareKeys(a: Key, b: Key, sign: number): number {
  if (a === b) return 0
  if (a === undefined || a === '') return b === undefined || b === '' ? 0 : 1
  if (b === undefined || b === '') return -1
  return (a < b ? -1 : 1) * sign
}
