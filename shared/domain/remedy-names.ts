import type { ProTarget } from './pro.ts'

const own = {
  $id: 'the object of the tip',
  $name: 'its name',
} as const

/**
 * What stands in the input of a remedy for something that is found when the tip is implemented, by
 * the kind of object that the rule watches. Where nothing is found the remedy is refused.
 */
export const remedyNames = {
  host: {
    ...own,
    $busiestVm: 'the VM that takes most of its processors and can go elsewhere',
    $hostForBusiest: 'the host that suits that VM best',
    $adapterWithoutOffload: 'its first adapter without TCP offload',
    $adapterWithoutQueue: 'its first adapter of VMs without a VM queue',
    $adapterWithoutJumbo: 'its first adapter of a storage network without jumbo frames',
  },
  vm: {
    ...own,
    $bestHost: 'the host with the highest rating for it',
    $fairIops: 'twice the mean of what the others on its volume ask for, operations a second',
    $oldestCheckpoint: 'its oldest checkpoint',
    $guestName: 'the name that its guest has',
    $firstDisk: 'its first disk',
    $firstGrowingDisk: 'its first dynamic or differencing disk',
    $largestGrowingDisk: 'its dynamic disk with most in it',
    $advisedDiskGib: 'the size that its disk is advised to have, GB',
    $syntheticAdapters: 'its network adapters, all of them synthetic',
    $otherVolume: 'another volume that has room for it',
  },
  volume: {
    ...own,
    $lastLun: 'its last LUN',
    $grownGib: 'the size of that LUN with a fifth more, as far as there is room, GB',
    $stoppedVms: 'the VMs that stand still because of it',
    $oldestSnapshot: 'its oldest snapshot',
    $unusedParent: 'a parent disk on it that no VM uses',
  },
  cluster: own,
} as const satisfies Readonly<Record<ProTarget, Readonly<Record<string, string>>>>
