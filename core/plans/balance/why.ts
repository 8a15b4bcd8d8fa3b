import type { PlanLook, PlanWhy } from '../../../shared/contract/index.ts'
import { byGain, Few } from './few.ts'
import { hotText } from './hot.ts'
import { NearLook } from './near.ts'
import type { Judged, Search } from './search.ts'
import { coolest, judge, points, targetsPerRound } from './search.ts'
import type { Stay } from './stays.ts'

/** Kinds of reason by which VMs stay, as they are counted on a host. */
const stayWords: Readonly<Record<Stay['code'], string>> = {
  busy: 'are busy with another job',
  excluded: 'are excluded from Dynamic Optimization',
  hold: 'have just moved',
  local: 'are not on shared storage',
  'not-available': 'are not highly available',
  state: 'are not able to move now',
}

/** Moves of a host that are looked at closely for the one that came nearest. */
const nearMax = 8

interface Nearest extends Judged {
  readonly text: string
}

/** What was looked at on each host, and the move of all that came nearest. */
export function looks(search: Search): { looked: PlanLook[]; nearest: Nearest | undefined } {
  let nearest: Nearest | undefined
  const targets = coolest(search.state).slice(0, targetsPerRound)
  const look = new NearLook(search.state, targets)
  const looked = search.state.hosts.map((host, at) => {
    const best = nearestOf(search, look, at)
    if (best && (!nearest || best.gain > nearest.gain)) nearest = best
    const own = search.state.vmsOn(at)
    return {
      ...{ hostName: host.name, load: search.state.loads.loadOf(at), vms: own.length },
      hot: hotText(search.state, at, search.settings.thresholds),
      movable: own.filter(vm => !search.stays[vm]).length,
      staying: stayingOf(search, own),
      ...(best ? { nearest: best.text } : {}),
    }
  })
  return { looked, nearest }
}

/** The VM of a host that would gain most anywhere, also one that stays, and why it does not go. */
function nearestOf(search: Search, look: NearLook, host: number): Nearest | undefined {
  const { state, stays } = search
  const before = state.loads.imbalance()
  const near = new Few(nearMax)
  for (const vm of state.vmsOn(host)) look.offer(vm, near)
  // The means tell which moves to look at; the samples, what they would gain.
  const [best] = near.best
    .map(({ vm, to }) => ({ vm, to, gain: before - state.loads.imbalanceWith(vm, to) }))
    .filter(one => one.gain > 0)
    .sort(byGain)
  if (!best) return undefined
  const stay = stays[best.vm]
  const judged = stay ? { ...best, price: 0, against: `${stay.text}.` } : judge(search, best)
  return { ...judged, text: moveText(search, judged, before) }
}

function moveText({ state }: Search, { vm, to, gain, against }: Judged, before: number): string {
  const [from, target] = [state.hosts[state.hostOf[vm]!]!.name, state.hosts[to]!.name]
  const part = before > 0 ? Math.round((gain / before) * 1000) / 10 : 0
  const move = `${state.vms[vm]!.name} from ${from} to ${target} would take ${points(gain)} (${part} %) of the imbalance`
  return against ? `${move}, but ${lower(against)}` : `${move}.`
}

/** Texts that begin with a name keep it; the others go on in the sentence. */
function lower(text: string): string {
  return /^(It|The|Its|Needs) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

function stayingOf({ state, stays }: Search, vms: readonly number[]): string[] {
  const found = new Map<Stay['code'], { count: number; name: string; text: string }>()
  for (const vm of vms) {
    const stay = stays[vm]
    if (!stay) continue
    const known = found.get(stay.code)
    if (known) known.count++
    else found.set(stay.code, { count: 1, name: state.vms[vm]!.name, text: stay.text })
  }
  return [...found].map(([code, { count, name, text }]) => {
    if (count === 1) return `${text}.`
    return `${count} VMs ${stayWords[code]}, such as ${name}.`
  })
}

/** Why nothing moves though everything was looked at. */
export function emptyWhy(search: Search, imbalance: number): PlanWhy {
  const { looked, nearest } = looks(search)
  const is = `The imbalance is ${points(imbalance)}.`
  const text = nearest
    ? `${is} Nearest came this: ${nearest.text}`
    : `${is} No move of any VM would lower it.`
  return { text, looked }
}

/** Why nothing moves on a cluster that counts as even. */
export function evenWhy(search: Search, imbalance: number, line: number): PlanWhy {
  const { text, looked } = emptyWhy(search, imbalance)
  const { aggressiveness } = search.settings
  const even = `Up to ${points(line)} a cluster counts as even at aggressiveness ${aggressiveness}.`
  return { text: text.replace('. ', `. ${even} `), looked }
}
