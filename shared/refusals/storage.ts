import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()
const texts = z.array(z.string())

/** Why the storage cannot be changed as asked. Sizes are in GB of 2^30 bytes. */
export const storageRefusals = {
  'storage.host-limit': refusal(
    422,
    { volume: text, fileSystem: text, hosts: number, limit: number },
    '{hosts} hosts are more than {fileSystem} allows for {volume} ({limit}).',
    'Choose fewer hosts, or another file system.',
  ),
  'storage.host-uses-volume': refusal(
    409,
    { volume: text, host: text, vms: number },
    '{host} cannot lose {volume}: {vms} of its VMs have disks there.',
    'Move or delete these VMs first.',
  ),
  'storage.in-use-by-job': refusal(
    409,
    { name: text, job: text },
    '{name} is in use by the job "{job}".',
    'Wait for the job, or cancel it.',
  ),
  'storage.layout-fixed': refusal(
    409,
    { volume: text, layout: text, luns: number },
    '{volume} is a {layout} over {luns} LUNs that hold data: this would lay all of it out again.',
    'Grow each of its LUNs instead, or build another volume and move the VMs.',
  ),
  'storage.layout-luns': refusal(
    422,
    { layout: text, luns: number, needed: number },
    'A {layout} needs at least {needed} LUNs, and {luns} are chosen.',
    'Add a LUN, or choose concatenation.',
  ),
  'storage.lun-in-use': refusal(
    409,
    { lun: text, volume: text },
    '{lun} belongs to the volume {volume}, and a LUN belongs to one volume at most.',
    'Choose another LUN, or delete that volume first.',
  ),
  'storage.lun-limit': refusal(
    422,
    { lun: text, sizeGib: number, limitGib: number },
    '{lun} would have {sizeGib} GB, and one LUN holds at most {limitGib} GB.',
    'Choose a smaller size, and lay the volume over several LUNs.',
  ),
  'storage.lun-not-larger': refusal(
    422,
    { lun: text, sizeGib: number, nowGib: number },
    '{lun} has {nowGib} GB already, and a LUN only grows: {sizeGib} GB is not more.',
    'Choose a larger size.',
  ),
  'storage.no-such-step': refusal(
    422,
    { reference: text, kind: text },
    '{reference} makes no {kind} that this step could use.',
    'Name an earlier step of the plan, or an object that exists.',
  ),
  'storage.other-array': refusal(
    409,
    { volume: text, lun: text, array: text },
    '{lun} lies on {array}, and all LUNs of {volume} lie on one other array.',
    'Choose a LUN of the same array.',
  ),
  'storage.other-cluster': refusal(
    409,
    { volume: text, fileSystem: text, host: text },
    '{host} cannot share {volume}: {fileSystem} is shared by the nodes of one cluster only.',
    'Choose nodes of one cluster, or the cluster file system, which many clusters may share.',
  ),
  'storage.other-host-disks': refusal(
    409,
    { volume: text, host: text, owner: text },
    '{host} does not reach {volume}: it would lie on the disks inside {owner}.',
    'Choose an array on the storage network.',
  ),
  'storage.owner-unmapped': refusal(
    409,
    { volume: text, host: text },
    '{host} owns {volume} and would no longer reach it.',
    'Leave it to its owner, or delete the volume.',
  ),
  'storage.pool-full': refusal(
    409,
    { pool: text, neededGib: number, freeGib: number, capacityGib: number },
    '{pool} has {freeGib} GB free of {capacityGib} GB, and this needs {neededGib} GB.',
    'Choose a smaller size, another pool or a thin LUN, or add a RAID group.',
  ),
  'storage.pool-in-use': refusal(
    409,
    { pool: text, luns: texts },
    '{pool} holds the LUNs {luns}.',
    'Delete them first.',
  ),
  'storage.raid-disks': refusal(
    422,
    { raid: text, disks: number, needed: text },
    'A group of {raid} cannot have {disks} disks: it needs {needed}.',
    'Choose another number of disks, or another level.',
  ),
  'storage.volume-in-use': refusal(
    409,
    { volume: text, vms: number, snapshots: number },
    '{volume} holds disks of {vms} VMs and {snapshots} snapshots.',
    'Move or delete them first.',
  ),
  'storage.volume-limit': refusal(
    422,
    { volume: text, fileSystem: text, sizeGib: number, limitGib: number },
    '{volume} would have {sizeGib} GB, and {fileSystem} holds at most {limitGib} GB.',
    'Use less, or the cluster file system.',
  ),
} as const
