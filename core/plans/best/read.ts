import { planResources, resourceCount } from '../samples.ts'
import type { PlanState } from '../state.ts'
import { effortOf } from '../effort.ts'
import { moveRefusal } from '../moves.ts'
import { priceOf } from '../price.ts'
import type { BestCase, BestObjective } from './case.ts'

/** A load is told to a solver to this part of a unit: what is equal then is the same to it. */
const grain = { cpu: 4, memory: 1, disk: 4, network: 4 } as const

/**
 * A cluster as plain numbers for the exact model. A VM counts with the mean of the top 40 % of its
 * own samples; together that is a little more than the hosts' own means, whose peaks need not
 * coincide. Where it may be is what placement says of each host if that held nothing else; a VM
 * that must stay has no other host.
 */
export function readCase(
  state: PlanState,
  objective: BestObjective,
  stays: (vm: number) => boolean,
): BestCase {
  const { vms, hosts } = state
  const use = new Float64Array(vms.length * resourceCount)
  vms.forEach((_, vm) => {
    planResources.forEach((resource, r) => {
      const parts = grain[resource]
      use[vm * resourceCount + r] = Math.round(state.loads.useOf(vm, resource) * parts) / parts
    })
  })
  const { usable, weights } = state.loads
  const sum = weights.reduce((total, one) => total + one, 0)
  return {
    ...{ objective, hosts: hosts.length, vms: vms.length, resources: resourceCount },
    weights: weights.map(one => (sum > 0 ? one / sum : 1 / resourceCount)),
    ...{ use, usable: Float64Array.from(usable), base: baseOf(state, use) },
    present: Int32Array.from(state.hostOf),
    price: pricesOf(state),
    allowed: allowedOf(state, stays),
  }
}

/** What hosts carry besides these VMs: the rest of their memory, and the root partition. */
function baseOf(state: PlanState, use: Float64Array): Float64Array {
  const { hosts, vms, hostOf } = state
  const { percent, usable } = state.loads
  const base = Float64Array.from(percent, (one, cell) => (one * usable[cell]!) / 100)
  vms.forEach((_, vm) => {
    for (let r = 0; r < resourceCount; r++) {
      const cell = hostOf[vm]! * resourceCount + r
      base[cell] = base[cell]! - use[vm * resourceCount + r]!
    }
  })
  for (let cell = 0; cell < hosts.length * resourceCount; cell++) {
    base[cell] = Math.max(0, base[cell]!)
  }
  return base
}

/** What a move of each VM costs, by the network of its own host; rounded like the loads. */
function pricesOf(state: PlanState): Float64Array {
  const { world, hosts, vms, hostOf } = state
  return Float64Array.from(vms, (vm, at) => {
    const from = hosts[hostOf[at]!]!
    const to = hosts.find(host => host.id !== from.id) ?? from
    const price = priceOf(world, effortOf(world, vm, { from, to }), hosts.length)
    return Math.round(price * 1000) / 1000
  })
}

function allowedOf(state: PlanState, stays: (vm: number) => boolean): Uint8Array {
  const { world, hosts, vms, hostOf } = state
  const allowed = new Uint8Array(vms.length * hosts.length)
  vms.forEach((vm, at) => {
    if (stays(at)) return
    const from = hosts[hostOf[at]!]!
    const request = state.requestOf(at)
    hosts.forEach((to, host) => {
      const move = { vm, from, to, request, figures: state.emptied(host) }
      if (to.id !== from.id && moveRefusal(world, move) === undefined) {
        allowed[at * hosts.length + host] = 1
      }
    })
  })
  return allowed
}
