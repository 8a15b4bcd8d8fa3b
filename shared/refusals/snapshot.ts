import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** Why a snapshot cannot be taken or used, or a volume not be written to. */
export const snapshotRefusals = {
  'snapshot.host-blind': refusal(
    409,
    { volume: text, host: text },
    '{host} does not see {volume}.',
    'Choose a host that sees it.',
  ),
  'snapshot.limit': refusal(
    409,
    { volume: text, count: number, limit: number },
    '{volume} has {count} snapshots, and a volume keeps at most {limit}.',
    'Delete some first.',
  ),
  'snapshot.mounted': refusal(
    409,
    { snapshot: text, host: text },
    '{snapshot} is mounted on {host}.',
    'Unmount it first.',
  ),
  'snapshot.no-room': refusal(
    409,
    { volume: text, neededGib: number, freeGib: number },
    '{volume} has {freeGib} GB free, and the old blocks that a snapshot keeps may come to {neededGib} GB.',
    'Expand the volume, or delete older snapshots.',
  ),
  'snapshot.not-mounted': refusal(
    409,
    { snapshot: text },
    '{snapshot} is not mounted anywhere.',
    'Nothing is left to do.',
  ),
  'snapshot.share-taken': refusal(
    409,
    { host: text, share: text },
    '{host} has a share named {share} already.',
    'Choose another name.',
  ),
  'snapshot.vm-elsewhere': refusal(
    409,
    { vm: text, volume: text },
    '{vm} has no disk on {volume}.',
    'Choose the volume that its disks lie on.',
  ),
  'storage.not-member': refusal(
    403,
    { volume: text, user: text, groups: z.array(text) },
    '{volume} is for members of {groups}, and {user} is in none of them.',
    'Choose another volume, or ask to be added to one of the groups.',
  ),
} as const
