import type { Principal, Scope } from '../access/index.ts'
import type { HandlerContext } from './handler.ts'

/** The hosts that somebody may not know of, as refusals and reasons name them. */
export interface HiddenHosts {
  byName(name: string): boolean
  /** Whether any of the texts could name one. */
  inTexts(texts: unknown): boolean
}

const allHidden: HiddenHosts = { byName: () => true, inTexts: () => true }

/**
 * All hosts for a self-service user and for nobody, those out of scope for others; undefined for
 * those who see everything.
 */
export function hiddenHostsOf(
  { access, world }: Pick<HandlerContext, 'access' | 'world'>,
  caller: Principal | undefined,
): HiddenHosts | undefined {
  if (!caller || !access.holds(caller, 'host.read')) return allHidden
  const scope = access.scope(caller, 'host.read')
  if (scope.everything) return undefined
  // Most answers name no host, so the names are gathered when the first one asks for them.
  let names: { seen: Set<string>; hidden: Set<string> } | undefined
  const known = () => (names ??= namesBy(world, scope))
  return {
    byName: name => !known().seen.has(name),
    inTexts(texts) {
      const joined = JSON.stringify(texts) ?? ''
      return [...known().hidden].some(name => joined.includes(name))
    },
  }
}

function namesBy(world: HandlerContext['world'], scope: Scope) {
  const seen = new Set<string>()
  const hidden = new Set<string>()
  for (const host of world.all('host')) (scope.host(host) ? seen : hidden).add(host.name)
  return { seen, hidden }
}
