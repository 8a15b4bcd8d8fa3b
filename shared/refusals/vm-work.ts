import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** What checkpoints, disks, hardware and moves of a VM refuse. */
export const vmWorkRefusals = {
  'checkpoint.limit': refusal(
    409,
    { name: text, limit: number },
    '{name} has {limit} checkpoints, and no VM may have more.',
    'Delete checkpoints that are no longer needed.',
  ),
  'checkpoint.none': refusal(409, { name: text }, '{name} has no checkpoint.', 'Make one first.'),
  'checkpoint.pass-through': refusal(
    409,
    { name: text, disk: text },
    '{name} cannot have checkpoints: its disk {disk} is passed through, so nothing can keep what it held.',
    'Replace the disk by a virtual one.',
  ),
  'checkpoint.unknown': refusal(
    404,
    { name: text, checkpoint: number },
    '{name} has no checkpoint {checkpoint}.',
    'Look at its checkpoints again.',
  ),
  'disk.boots': refusal(
    409,
    { name: text, disk: text },
    '{disk} cannot be removed: {name} boots from it.',
    'Delete the VM, or remove another disk.',
  ),
  'disk.has-checkpoints': refusal(
    409,
    { name: text },
    'The disks of {name} cannot change: its checkpoints stand on them as they are.',
    'Delete the checkpoints first, and let them be merged.',
  ),
  'disk.limit': refusal(
    409,
    { name: text, bus: text, limit: number },
    'The {bus} controllers of {name} have {limit} places, and all are taken.',
    'Remove a disk or the DVD drive, or use the other controller.',
  ),
  'disk.not-dynamic': refusal(
    409,
    { disk: text, format: text },
    '{disk} is {format}, and only a dynamic disk can be compacted.',
    'Convert it to dynamic.',
  ),
  'disk.not-larger': refusal(
    422,
    { disk: text, sizeGib: number, beforeGib: number },
    '{disk} has {beforeGib} GB: {sizeGib} GB would not expand it.',
    'Choose a larger size.',
  ),
  'disk.same-format': refusal(
    409,
    { disk: text, format: text },
    '{disk} is {format} already.',
    'Choose the other format.',
  ),
  'disk.too-large': refusal(
    422,
    { sizeGib: number, limitGib: number, version: text },
    '{sizeGib} GB are more than a virtual disk on {version} can have ({limitGib} GB).',
    'Use at most {limitGib} GB, and several disks for more.',
  ),
  'disk.unknown': refusal(
    404,
    { name: text, disk: text },
    '{name} has no disk {disk}.',
    'Look at its disks again.',
  ),
  'storage-migration.not-reached': refusal(
    409,
    { name: text, host: text, volume: text },
    '{name} cannot move to {volume}: {host} does not reach it, or another node owns it.',
    'Choose a volume that the host reaches.',
  ),
  'storage-migration.not-shared': refusal(
    409,
    { name: text, volume: text },
    '{name} is highly available, and {volume} is of one host alone.',
    'Choose a shared volume.',
  ),
  'storage-migration.same-volume': refusal(
    409,
    { name: text, volume: text },
    'All files of {name} are on {volume} already.',
    'Choose another volume.',
  ),
  'vm.paused-full': refusal(
    409,
    { name: text, volume: text },
    '{name} was paused: {volume} is full, and its guest could write no more.',
    'Free space on the volume, then resume the VM.',
  ),
  'vm.no-space': refusal(
    409,
    { name: text, volume: text, neededGib: number, freeGib: number },
    '{name} needs {neededGib} GB on {volume}, which has {freeGib} GB free.',
    'Free space on the volume, expand it, or move disks to another one.',
  ),
} as const
