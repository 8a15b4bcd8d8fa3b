import type { Principal } from '../access/index.ts'
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
  const namesOf = (isSeen: boolean) =>
    [...world.all('host')].filter(host => scope.host(host) === isSeen).map(host => host.name)
  return {
    byName: name => !namesOf(true).includes(name),
    inTexts(texts) {
      const joined = JSON.stringify(texts) ?? ''
      return namesOf(false).some(name => joined.includes(name))
    },
  }
}
