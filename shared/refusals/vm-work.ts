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
