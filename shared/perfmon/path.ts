/**
 * A counter as Performance Monitor names it (facts 8.1):
 * `\\Computer\Object(Parent/Instance#Index)\Counter`.
 */
export interface CounterPath {
  /** Left out where the path says only what is counted, and not where. */
  readonly computer?: string
  readonly object: string
  readonly parent?: string
  readonly instance?: string
  /** Tells twins of one name apart, from 1; the first twin has none. */
  readonly index?: number
  readonly counter: string
}

/** Why a text is no counter path, and what one looks like. */
export interface PathProblem {
  readonly problem: string
  readonly next: string
}

/** Signs of the longest path that operations and logs take. */
export const pathMost = 1024

const next =
  'Write \\\\Computer\\Object(Instance)\\Counter; the computer and the instance may be left out.'

/**
 * Reads a counter path. An instance ends at the last `)\`, so it may hold brackets and backslashes
 * itself; a bracket after a space belongs to the name of the object, as in
 * `Hyper-V Virtual IDE Controller (Emulated)`.
 */
export function parsePath(text: string): CounterPath | PathProblem {
  const computer = /^\\\\([^\\]+)(?=\\)/.exec(text)
  if (text.startsWith('\\\\') && !computer) {
    return { problem: `"${text}" names a computer and nothing on it.`, next }
  }
  const body = computer ? text.slice(computer[0].length) : text
  if (!body.startsWith('\\')) return { problem: `"${text}" does not begin with \\.`, next }
  const named = computer ? { computer: computer[1]! } : {}
  const last = body.lastIndexOf('\\')
  const opens = body[last - 1] === ')' && last + 1 < body.length ? bracketOf(body, last - 1) : -1
  if (opens >= 0) {
    const instance = body.slice(opens + 1, last - 1)
    if (!instance) return { problem: `"${text}" names no instance between its brackets.`, next }
    const object = body.slice(1, opens)
    return { ...named, object, ...parseInstance(instance), counter: body.slice(last + 1) }
  }
  const one = /^\\([^\\]+)\\([^\\]+)$/.exec(body)
  if (!one) return { problem: `"${text}" does not name one object and one counter.`, next }
  return { ...named, object: one[1]!, counter: one[2]! }
}

/**
 * Where the bracket of the instance opens; -1 where none does. One walk, as an expression that goes
 * back for each bracket takes seconds over a long text.
 */
function bracketOf(body: string, closes: number): number {
  for (let at = 2; at < closes && body[at - 1] !== '\\'; at++) {
    if (body[at] === '(' && !' ('.includes(body[at - 1]!)) return at
  }
  return -1
}

/** The parts of what stands between the brackets of a path. */
export function parseInstance(text: string): Pick<CounterPath, 'parent' | 'instance' | 'index'> {
  const twin = /^(.*)#(\d{1,9})$/s.exec(text)
  const name = twin?.[1] || text
  const slash = name.indexOf('/')
  const isNested = slash > 0 && slash < name.length - 1
  return {
    ...(isNested ? { parent: name.slice(0, slash) } : {}),
    instance: isNested ? name.slice(slash + 1) : name,
    ...(twin?.[1] ? { index: Number(twin[2]) } : {}),
  }
}

/** What stands between the brackets; empty where the object has no instances. */
export function formatInstance({ parent, instance, index }: Partial<CounterPath>): string {
  if (instance === undefined) return ''
  const nested = parent === undefined ? instance : `${parent}/${instance}`
  return index === undefined ? nested : `${nested}#${index}`
}

/** The path as text, as it stands in the header of a log. */
export function formatPath(path: CounterPath): string {
  const computer = path.computer === undefined ? '' : `\\\\${path.computer}`
  const instance = formatInstance(path)
  return `${computer}\\${path.object}${instance && `(${instance})`}\\${path.counter}`
}

const reserved: Readonly<Record<string, string>> = {
  '(': '[',
  ')': ']',
  '#': '_',
  '/': '-',
  '\\': '-',
  '*': '_',
}

/** A name as an instance may have it: what has a meaning in paths is replaced, as Windows does. */
export function instanceName(name: string): string {
  return name.replace(/[()#/\\*]/g, sign => reserved[sign]!)
}
