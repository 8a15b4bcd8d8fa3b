import { readCostOf } from '../storage/index.ts'
import type { VmRow, World } from '../world/index.ts'
import { faultsOn, guestConditionOf } from '../world/index.ts'

/** Second up to which the piece of a load curve holds that no longer follows its curve. */
const forEverS = 2147483647

/**
 * What a fault makes of a guest's load, put over the columns that `syncVmColumns` filled: a crashed
 * guest asks for nothing, a hung one for all of one processor (ours: a loop that never ends), and
 * neither reads, writes or talks. One that is out of control asks its disks for more.
 */
export function strikeGuest(world: World, vm: VmRow): void {
  deepenChain(world, vm)
  const condition = guestConditionOf(world, vm)
  const columns = world.vms.data
  const { slot } = vm
  if (condition !== 'crashed' && condition !== 'hung') {
    columns.iopsBase[slot] = columns.iopsBase[slot]! + runawayIops(world, vm)
    return
  }
  columns.pieceStart[slot] = condition === 'hung' ? 100 / vm.cpuCount : 0
  columns.pieceSlope[slot] = 0
  columns.pieceEndS[slot] = forEverS
  columns.iopsBase[slot] = 0
  columns.iopsSpan[slot] = 0
  columns.networkSpan[slot] = 0
}

function runawayIops(world: World, vm: VmRow): number {
  return faultsOn(world, 'runaway-guest', vm.id).reduce(
    (sum, fault) => sum + (fault.amount ?? 0),
    0,
  )
}

/** A chain of checkpoints that is too deep: a read looks through all of them. */
function deepenChain(world: World, { id, slot }: VmRow): void {
  for (const { amount = 0 } of faultsOn(world, 'checkpoint-chain-too-deep', id)) {
    world.vms.data.readPart[slot]! *= readCostOf(amount)
  }
}
