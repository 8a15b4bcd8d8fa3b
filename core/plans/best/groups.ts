import type { BestCase } from './case.ts'

/** VMs that are the same to a solver: which of them goes where makes no difference. */
export interface VmGroup {
  /** In the order of their positions. */
  readonly vms: readonly number[]
  readonly present: number
}

/**
 * Puts VMs together that are on one host, take the same, cost the same to move and may be on the
 * same hosts, so that the solver does not try them one for another.
 */
export function groupVms(one: BestCase): VmGroup[] {
  const { vms, hosts, resources, use, present, price, allowed } = one
  const groups = new Map<string, { vms: number[]; present: number }>()
  for (let vm = 0; vm < vms; vm++) {
    const key = [
      present[vm],
      price[vm],
      use.subarray(vm * resources, (vm + 1) * resources).join(),
      allowed.subarray(vm * hosts, (vm + 1) * hosts).join(''),
    ].join(':')
    const group = groups.get(key)
    if (group) group.vms.push(vm)
    else groups.set(key, { vms: [vm], present: present[vm]! })
  }
  return [...groups.values()]
}

/** How many of each group are on each host, at `group * hosts + host`. */
export function countsOf(
  groups: readonly VmGroup[],
  hosts: number,
  assignment: Int32Array,
): Float64Array {
  const counts = new Float64Array(groups.length * hosts)
  groups.forEach(({ vms }, at) => {
    for (const vm of vms) counts[at * hosts + assignment[vm]!]! += 1
  })
  return counts
}

/**
 * An assignment with so many of each group on each host: as many as may stay, and the others go in
 * the order of their positions. Undefined where the counts are not those of the groups.
 */
export function assignmentOf(
  one: BestCase,
  groups: readonly VmGroup[],
  counts: ArrayLike<number>,
): Int32Array | undefined {
  const assignment = Int32Array.from(one.present)
  for (const [at, { vms, present }] of groups.entries()) {
    const wanted = Array.from({ length: one.hosts }, (_, host) =>
      Math.round(counts[at * one.hosts + host]!),
    )
    if (wanted.reduce((sum, count) => sum + count, 0) !== vms.length) return undefined
    let next = wanted[present]!
    wanted.forEach((count, host) => {
      if (host === present) return
      for (let left = count; left > 0; left--) assignment[vms[next++]!] = host
    })
  }
  return isAllowed(one, assignment) ? assignment : undefined
}

function isAllowed({ vms, hosts, allowed, present }: BestCase, assignment: Int32Array): boolean {
  for (let vm = 0; vm < vms; vm++) {
    const host = assignment[vm]!
    if (host !== present[vm] && allowed[vm * hosts + host] !== 1) return false
  }
  return true
}
