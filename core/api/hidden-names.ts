import type { VmRow } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'

/** What stands in a text for a name that its reader may not know. */
const standIns = { rule: 'a placement rule', vm: 'another VM', host: 'another host' } as const
type Hidden = keyof typeof standIns

/** Keys whose strings are words for people; identifiers and states are left as they are. */
const textKeys = new Set([
  ...['because', 'fromName', 'hostName', 'hot', 'left', 'name', 'nearest', 'notes', 'part'],
  ...['reason', 'staying', 'text', 'toName', 'vmName', 'why'],
])

/** Takes the names that somebody may not know out of the texts of a view. */
export type NameMask = <View>(view: View) => View

/**
 * What the caller may learn of a view whose texts were made for everyone: names of VMs, hosts,
 * placement rules and availability sets outside their scope give way to `another VM` and the like.
 * A name that something within their scope has as well stays, since it tells nothing.
 */
export function nameMaskOf(context: HandlerContext): NameMask {
  const { access, caller } = context
  const isWhole = (['vm.read', 'host.read', 'placement.rate'] as const).every(
    right => access.scope(caller, right).everything,
  )
  if (isWhole) return view => view
  // A list of plans asks for each row; the names are gathered when the first one asks.
  let known: ReadonlyMap<string, readonly [name: string, what: Hidden][]> | undefined
  return view => {
    const words = new Set<string>()
    walk(view, text => {
      for (const [word] of text.matchAll(wordPattern)) words.add(word)
      return text
    })
    known ??= hiddenNames(context)
    const found = [...words].flatMap(word => known!.get(word) ?? [])
    if (found.length === 0) return view
    const mask = masking(found)
    return walk(view, mask) as typeof view
  }
}

const wordPattern = /[\p{L}\p{N}_-]+/gu

/** Hidden names by their first word, so that a text is held only against those it may contain. */
function hiddenNames({ world, access, caller }: HandlerContext) {
  const vms = access.scope(caller, 'vm.read')
  const hosts = access.scope(caller, 'host.read')
  const rules = access.scope(caller, 'placement.rate')
  const seen = new Set<string>()
  const hidden = new Map<string, Hidden>()
  const note = (name: string, what: Hidden, sees: boolean) =>
    sees ? seen.add(name) : hidden.set(name, what)
  for (const vm of world.all('vm')) {
    const sees = vms.vm(vm)
    note(vm.name, 'vm', sees)
    for (const set of availabilitySets(vm)) note(set, 'rule', sees)
  }
  for (const host of world.all('host')) note(host.name, 'host', hosts.host(host))
  for (const rule of world.all('placementrule')) {
    note(rule.name, 'rule', rules.placementRule(rule))
  }
  const byWord = new Map<string, [string, Hidden][]>()
  for (const [name, what] of hidden) {
    const word = name.match(wordPattern)?.[0]
    if (word === undefined || seen.has(name)) continue
    byWord.set(word, [...(byWord.get(word) ?? []), [name, what]])
  }
  return byWord
}

function availabilitySets({ availabilitySets: sets }: VmRow): readonly string[] {
  return sets ?? []
}

function masking(found: readonly (readonly [string, Hidden])[]): (text: string) => string {
  const whatOf = new Map(found)
  // The longest first, so that a name which begins like another is taken whole.
  const names = [...whatOf.keys()].sort((a, b) => b.length - a.length).map(escaped)
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_-])(?:(?:the rule|rule) )?(${names.join('|')})(?![\\p{L}\\p{N}_-])`,
    'giu',
  )
  return text =>
    text.replace(pattern, (whole: string, name: string, at: number) => {
      const what = whatOf.get(name)
      if (!what) return whole
      const word = standIns[what]
      return at === 0 || /[.!?] $/.test(text.slice(0, at)) ? capital(word) : word
    })
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The value with every text of its text keys changed; what has none is handed back as it is. */
function walk(value: unknown, change: (text: string) => string, isText = false): unknown {
  if (typeof value === 'string') return isText ? change(value) : value
  if (Array.isArray(value)) return value.map(one => walk(one, change, isText))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, walk(one, change, textKeys.has(key))]),
  )
}
