import { modelOf, type Centre } from './centre.ts'
import { vmNetworkKbps } from './hardware.ts'
import { wattsOf } from './meter.ts'
import type { Placement } from './placement.ts'

/** What is left of the hosts while the VMs are submitted. */
export interface Left {
  readonly mips: Float64Array
  readonly ramMb: Float64Array
  readonly networkKbps: Float64Array
}

/** How dear a host is for the next VM, and what decides between hosts that are as dear. */
export interface PriceOfHost {
  price(host: number, left: Left, vm: number): number
  tie(host: number, left: Left): number
}

/**
 * Places the VMs one after the other when they are submitted, by least increase of power. Nothing
 * has been measured yet, so no host is over-utilised and each draws what it draws idle.
 * @returns VMs that no host has room for
 */
export function submit(centre: Centre, placement: Placement): number {
  const { hostMips, vmMips } = centre
  return placeNew(centre, {
    price: (host, { mips }, vm) => {
      const counted = placement === '3.0' ? 0 : hostMips[host]! - mips[host]!
      return wattsOf(centre, host, counted + vmMips[vm]!) - wattsOf(centre, host, 0)
    },
    tie: () => 0,
  })
}

/**
 * Places VMs that are being created in their order, each on the host of least price, of equals the
 * first. A VM that is being created asks for all its MIPS, memory and bandwidth.
 * @returns VMs that no host has room for
 */
export function placeNew(centre: Centre, priced: PriceOfHost): number {
  const models = Array.from(centre.hostMips, (_, host) => modelOf(host))
  const left: Left = {
    mips: Float64Array.from(centre.hostMips),
    ramMb: Float64Array.from(models, model => model.ramMb),
    networkKbps: Float64Array.from(models, model => model.networkKbps),
  }
  let homeless = 0
  for (let vm = 0; vm < centre.vms; vm++) {
    const host = cheapest(centre, vm, left, priced)
    if (host < 0) homeless++
    else settle(centre, vm, host, left)
  }
  return homeless
}

function cheapest(centre: Centre, vm: number, left: Left, priced: PriceOfHost): number {
  let best = -1
  let [least, second] = [Infinity, Infinity]
  for (let host = 0; host < centre.hosts; host++) {
    if (!hasRoom(centre, vm, host, left)) continue
    const price = priced.price(host, left, vm)
    if (price > least) continue
    const tie = priced.tie(host, left)
    if (price === least && tie >= second) continue
    least = price
    second = tie
    best = host
  }
  return best
}

/** Whether a host can give a new VM all its MIPS, on one processor, its memory and bandwidth. */
function hasRoom(centre: Centre, vm: number, host: number, left: Left): boolean {
  const mips = centre.vmMips[vm]!
  return (
    centre.processorMips[host]! >= mips &&
    left.mips[host]! >= mips &&
    left.ramMb[host]! >= centre.vmRamMb[vm]! &&
    left.networkKbps[host]! >= vmNetworkKbps
  )
}

function settle(centre: Centre, vm: number, host: number, left: Left): void {
  left.mips[host]! -= centre.vmMips[vm]!
  left.ramMb[host]! -= centre.vmRamMb[vm]!
  left.networkKbps[host]! -= vmNetworkKbps
  centre.on[host]!.push(vm)
  centre.hostOf[vm] = host
}
