import type { RouteLocationNormalized } from 'vue-router'
import type { Session } from './session.ts'

/** What the window shows: the page of the route, a state of its own, or another page. */
export type GateAnswer =
  { show: 'page' } | { show: 'starting' | 'unreachable' | 'ended' | 'nothing' } | { goTo: string }

type Place = Pick<RouteLocationNormalized, 'meta' | 'fullPath' | 'query'>

/** Where a person who has signed in begins, or undefined where no surface is theirs. */
export function homeOf(surfaces: readonly string[]): string | undefined {
  if (surfaces.includes('console')) return '/vms'
  return surfaces.includes('portal') ? '/portal' : undefined
}

/**
 * Who stands where: first run before anything, sign-in before the rest, self-service users in the
 * portal and never in the console.
 */
export function gateAnswer(session: Session, place: Place): GateAnswer {
  const { surface, privilege } = place.meta
  switch (session.status.value) {
    case 'starting':
      return { show: session.connection.state.value === 'lost' ? 'unreachable' : 'starting' }
    case 'first-run':
      return surface === 'first-run' ? { show: 'page' } : { goTo: '/first-run' }
    case 'signed-out':
      return signedOut(session, place)
    case 'signed-in':
      return signedIn(session, surface, privilege && !session.can(privilege), place)
  }
}

function signedOut(session: Session, place: Place): GateAnswer {
  if (place.meta.surface === 'sign-in') return { show: 'page' }
  if (session.hasEnded.value) return { show: 'ended' }
  const next = place.fullPath === '/' ? '' : `?next=${encodeURIComponent(place.fullPath)}`
  return { goTo: `/sign-in${next}` }
}

function signedIn(
  session: Session,
  surface: Place['meta']['surface'],
  lacksRight: boolean | undefined,
  place: Place,
): GateAnswer {
  const home = homeOf(session.surfaces.value)
  if (!home) return { show: 'nothing' }
  if (surface === 'sign-in' || surface === 'first-run') return { goTo: nextOf(place) ?? home }
  const isTheirs = surface === undefined || session.surfaces.value.includes(surface)
  return isTheirs && !lacksRight ? { show: 'page' } : { goTo: home }
}

/** The page to return to after signing in; only a path of our own, never another address. */
function nextOf(place: Place): string | undefined {
  const { next } = place.query
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : undefined
}
