import type { PlacementCheck } from '../../../shared/domain/index.ts'
import { placementChecks } from '../../../shared/domain/index.ts'
import type { HostFigures, PlacementRequest } from '../figures.ts'
import { listed } from '../format.ts'
import type { RatingReason } from '../reason.ts'
import { reason } from '../reason.ts'
import type { HostAsks } from './asks.ts'
import { isMustRule, keepsCustomRule } from './custom.ts'

/** The checks as people read them. */
export const checkNames: Readonly<Record<PlacementCheck, string>> = {
  'cluster-reserve': 'Cluster reserve',
  'dvd-drive': 'DVD drive',
  'high-availability': 'High availability',
  network: 'Network',
  'pass-through-disk': 'Pass-through disk',
  'vm-queue': 'Virtual machine queue (VMQ)',
}

/** Why a host does not pass, in words, and what would help. */
interface Failure {
  readonly text: string
  readonly next: string
}
type Outcome = 'not-asked' | 'passed' | Failure
type Test = (request: PlacementRequest, host: HostFigures, asks: HostAsks) => Outcome

function network(request: PlacementRequest, host: HostFigures, asks: HostAsks): Outcome {
  if (request.networks.length === 0) return 'not-asked'
  const dead = request.networks.find(name => asks.deadNetworks[name] !== undefined)
  if (dead === undefined) return 'passed'
  const text = `${dead} leads to no physical network there: ${asks.deadNetworks[dead]}.`
  return { text, next: `Mend the way of ${dead} on ${host.hostName}, or choose another host.` }
}

function vmQueue(request: PlacementRequest, host: HostFigures, asks: HostAsks): Outcome {
  if (request.networks.length === 0) return 'not-asked'
  const missing = request.networks.filter(name => !asks.queueNetworks.includes(name))
  if (missing.length === 0) return 'passed'
  const names = listed([...new Set(missing)])
  const text = `no adapter under ${names} of ${host.hostName} gives VMs a queue of their own.`
  return { text, next: `Turn VMQ on for the adapter under ${names}, or choose another host.` }
}

function passThrough(request: PlacementRequest, host: HostFigures, asks: HostAsks): Outcome {
  const needed = request.passedVolumeIds ?? []
  if (needed.length === 0) return 'not-asked'
  if (needed.every(id => asks.reachedVolumeIds.includes(id))) return 'passed'
  const text = `${host.hostName} does not reach the LUN of a pass-through disk of the VM.`
  return { text, next: `Show the LUN to ${host.hostName}, or choose another host.` }
}

/** An image in the drive is read from the host that the VM is on (ours: images are names here). */
function dvdDrive(request: PlacementRequest, host: HostFigures): Outcome {
  if (!request.dvd) return 'not-asked'
  if (request.onHostId === undefined || request.onHostId === host.hostId) return 'passed'
  const text = `the VM has ${request.dvd} in its DVD drive, which it reads through its own host.`
  return { text, next: 'Take the image out of the drive first.' }
}

function highAvailability(request: PlacementRequest, host: HostFigures): Outcome {
  if (!request.highlyAvailable) return 'not-asked'
  if (host.clusterId !== undefined) return 'passed'
  const text = `the VM is highly available, and ${host.hostName} is in no cluster.`
  return { text, next: 'Choose a node of a cluster.' }
}

/** The conditions of the rating that a level of a check takes the place of, by their codes. */
const checkOfReason: Readonly<Record<string, PlacementCheck>> = {
  'not-clustered': 'high-availability',
  'cluster-reserve': 'cluster-reserve',
}

const tests: Readonly<Partial<Record<PlacementCheck, Test>>> = {
  'dvd-drive': dvdDrive,
  'high-availability': highAvailability,
  network,
  'pass-through-disk': passThrough,
  'vm-queue': vmQueue,
}

/** A check that is on, and how the host stands to it. */
export interface CheckOutcome {
  readonly check: PlacementCheck
  readonly level: 'favor' | 'should-meet' | 'must-meet'
  readonly passed: boolean
  readonly failure?: Failure
}

/**
 * The checks that are on and that the VM is asked about.
 * @param found what the rating says against the host, for the checks that are part of it
 */
export function outcomesOf(
  request: PlacementRequest,
  host: HostFigures,
  found: readonly RatingReason[] = [],
): CheckOutcome[] {
  const { asks } = host
  if (!asks) return []
  return placementChecks.flatMap((check): CheckOutcome[] => {
    const level = asks.checks[check]
    if (level === undefined || level === 'off') return []
    const test = tests[check]
    const outcome = test ? test(request, host, asks) : fromReasons(check, found)
    if (outcome === 'not-asked') return []
    if (outcome === 'passed') return [{ check, level, passed: true }]
    return [{ check, level, passed: false, failure: outcome }]
  })
}

function fromReasons(check: PlacementCheck, found: readonly RatingReason[]): Outcome {
  const one = found.find(({ code }) => checkOfReason[code] === check)
  return one ? { text: one.text, next: one.next } : 'passed'
}

/** The conditions of the rating that no check has taken over. */
export function withoutChecked(found: readonly RatingReason[], host: HostFigures): RatingReason[] {
  const { asks } = host
  if (!asks) return [...found]
  return found.filter(({ code }) => {
    const check = checkOfReason[code]
    return check === undefined || asks.checks[check] === undefined
  })
}

/** What checks that are on and custom rules say against a host. */
export function checkReasons(
  request: PlacementRequest,
  host: HostFigures,
  found: readonly RatingReason[],
): RatingReason[] {
  if (!host.asks) return []
  const checks = outcomesOf(request, host, found).flatMap(({ check, level, failure }) => {
    if (!failure || level === 'favor') return []
    const severity = level === 'must-meet' ? 'blocked' : 'warning'
    const text = `${checkNames[check]}: ${failure.text}`
    const lower = 'Or set the check lower (properties of the host group, Placement Rules).'
    return [reason('check', severity, text, `${failure.next} ${lower}`)]
  })
  return [...checks, ...customReasons(request, host)]
}

function customReasons(request: PlacementRequest, host: HostFigures): RatingReason[] {
  const { customRules = [], properties } = host.asks ?? {}
  const vm = request.customProperties
  return customRules
    .filter(rule => !keepsCustomRule(rule, vm, properties))
    .map(rule => {
      const { property } = rule
      const [verb] = rule.requirement.split('-')
      const wish = rule.requirement.endsWith('not-match') ? 'differ from' : 'match'
      const text = `${property} of the VM is ${vm?.[property]} and ${verb} ${wish} that of ${host.hostName}, which is ${properties?.[property] ?? 'not set'}.`
      const next = `Choose another host, or change ${property} of one of the two.`
      return reason('custom-rule', isMustRule(rule) ? 'blocked' : 'warning', text, next)
    })
}
