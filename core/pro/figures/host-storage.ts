import { accessOf, constraintsOf, seesArray, arrayUnder } from '../../storage/index.ts'
import { operationsAt, runCode } from '../../world/index.ts'
import type { HostRow, World } from '../../world/index.ts'

/** Ways of a host to the arrays of its volumes that do not work now; each array counts once. */
export function lostPaths(world: World, host: HostRow): number {
  const seen = new Set<string>()
  let lost = 0
  for (const volumeId of host.volumeIds) {
    const volume = world.find('volume', volumeId)
    const array = volume && arrayUnder(world, volume)
    if (!volume || !array || seen.has(array.id) || !seesArray(world, host, array)) continue
    seen.add(array.id)
    const { paths, pathsUp } = accessOf(world, host, volume)
    lost += paths - pathsUp
  }
  return lost
}

/** Disk operations a second of a host that go through the coordinator of a shared volume. */
export function redirectedIops(world: World, host: HostRow): number {
  const slots = new Set(
    constraintsOf(world)
      .filter(one => one.hostId === host.id && one.route === 'redirected')
      .map(one => one.volumeSlot),
  )
  if (slots.size === 0) return 0
  const { run, volumeSlot, grantedPercent, ioShare } = world.vms.data
  let sum = 0
  for (const id of world.index.vmsByHost.of(host.id)) {
    const { slot } = world.get('vm', id)
    if (run[slot] !== runCode.running || !slots.has(volumeSlot[slot]!)) continue
    sum += operationsAt(world, slot, grantedPercent[slot]!) * ioShare[slot]!
  }
  return sum
}
