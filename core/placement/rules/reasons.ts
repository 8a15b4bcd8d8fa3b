import type { HostFigures, PlacementRequest } from '../figures.ts'
import type { RatingReason } from '../reason.ts'
import { reason } from '../reason.ts'
import type { ActiveRule } from './active.ts'
import { isBrokenOn } from './active.ts'
import type { RuleReader } from './words.ts'
import { hostsForReader, membersForReader, nameForReader } from './words.ts'

/** Every rule that the VM would break on the host: must rules block it, should rules warn. */
export function ruleReasons(request: PlacementRequest, host: HostFigures): RatingReason[] {
  if (!request.rules?.length) return []
  const slot = host.slot
  return request.rules
    .filter(rule => isBrokenOn(rule, slot))
    .map(rule => reasonOf(rule, host.hostName, slot, request.ruleReader))
}

function reasonOf(
  rule: ActiveRule,
  hostName: string,
  slot: number,
  reader: RuleReader | undefined,
): RatingReason {
  const severity = rule.strength === 'must' ? 'blocked' : 'warning'
  const name = nameForReader(rule, reader)
  const { text, next } = wordsOf(rule, hostName, slot, reader)
  return reason('rule', severity, `${name}: ${text}`, next)
}

function wordsOf(
  rule: ActiveRule,
  hostName: string,
  slot: number,
  reader: RuleReader | undefined,
): { text: string; next: string } {
  const verb = rule.strength
  const otherwise = rule.row ? ', or turn the rule off' : ''
  switch (rule.kind) {
    case 'run-on':
      return {
        text: `the VM ${verb} run on ${hostsForReader(rule, reader)}, and not on ${hostName}.`,
        next: `Choose one of them, or add ${hostName} to the rule.`,
      }
    case 'not-on':
      return {
        text: `the VM ${verb} not run on ${hostName}.`,
        next: `Choose another host, or take ${hostName} out of the rule.`,
      }
    case 'keep-apart': {
      const who = membersForReader(rule, slot, reader)
      return {
        text: `the VM ${verb} not share a host with ${who} on ${hostName}.`,
        next: `Move ${who} off ${hostName}${otherwise}.`,
      }
    }
    case 'keep-together': {
      const most = rule.counts.reduce(
        (best, count, at) => (count > rule.counts[best]! ? at : best),
        0,
      )
      const who = membersForReader(rule, most, reader)
      return {
        text: `the VM ${verb} run with ${who}, on another host than ${hostName}.`,
        next: `Choose their host, or move them to ${hostName} with it${otherwise}.`,
      }
    }
  }
}
