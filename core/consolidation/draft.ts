import type { Centre } from './centre.ts'
import type { OverloadRule } from './overload.ts'

/** A round on paper: who would be where, and what hosts would then have left. */
export interface Draft {
  readonly centre: Centre
  readonly rule: OverloadRule
  readonly on: (readonly number[])[]
  /** MIPS that a host could still give, and MIPS that it gives. */
  readonly free: Float64Array
  readonly given: Float64Array
  /** The rule's record of each host and of each VM. */
  readonly ofHost: Float64Array
  readonly ofVm: Float64Array
}

/** A draft of what is. */
export function newDraft(centre: Centre, rule: OverloadRule): Draft {
  const { hosts, vms, hostOf } = centre
  const draft: Draft = {
    centre,
    rule,
    on: [...centre.on],
    free: new Float64Array(hosts),
    given: new Float64Array(hosts),
    ofHost: new Float64Array(hosts * rule.width),
    ofVm: new Float64Array(vms * rule.width),
  }
  for (let vm = 0; vm < vms; vm++) {
    if (hostOf[vm]! >= 0) rule.write(vm, draft.ofVm, vm * rule.width)
  }
  for (let host = 0; host < hosts; host++) total(draft, host)
  return draft
}

/** Adds a host's VMs up again. */
function total(draft: Draft, host: number): void {
  const { centre, rule, ofHost, on } = draft
  ofHost.fill(0, host * rule.width, (host + 1) * rule.width)
  draft.free[host] = centre.hostMips[host]!
  draft.given[host] = 0
  for (const vm of on[host]!) addUp(draft, vm, host)
}

function addUp(draft: Draft, vm: number, host: number): void {
  const { rule, ofHost, ofVm, centre } = draft
  for (let at = 0; at < rule.width; at++) {
    ofHost[host * rule.width + at]! += ofVm[vm * rule.width + at]!
  }
  const want = Math.min(centre.requested[vm]!, centre.processorMips[host]!)
  draft.given[host] = Math.min(centre.hostMips[host]!, draft.given[host]! + want)
  draft.free[host] = Math.max(0, draft.free[host]! - want)
}

export function put(draft: Draft, vm: number, host: number): void {
  draft.on[host] = [...draft.on[host]!, vm]
  addUp(draft, vm, host)
}

export function take(draft: Draft, vm: number, host: number): void {
  draft.on[host] = draft.on[host]!.filter(other => other !== vm)
  total(draft, host)
}

export function isOver({ rule, ofHost, centre }: Draft, host: number): boolean {
  return rule.isOver(ofHost, host * rule.width, centre.hostMips[host]!)
}

/** Whether a host would be over-utilised with one VM more. */
export function wouldBeOver(draft: Draft, vm: number, host: number, room: Float64Array): boolean {
  const { rule, ofHost, ofVm, centre } = draft
  for (let at = 0; at < rule.width; at++) {
    room[at] = ofHost[host * rule.width + at]! + ofVm[vm * rule.width + at]!
  }
  return rule.isOver(room, 0, centre.hostMips[host]!)
}
