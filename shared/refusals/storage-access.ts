import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()

/** What a VM meets whose volume does not answer. */
export const storageAccessRefusals = {
  'storage.volume-lost': refusal(
    409,
    { name: text, host: text, volume: text, because: text },
    '{name} stands still: {host} does not reach {volume}, since {because}.',
    'Bring the path, the disk or the LUN back; the VM goes on by itself.',
  ),
  'storage.not-a-member': refusal(
    409,
    { name: text, user: text, volume: text, groups: text },
    '{volume} is for members of {groups}, and {user}, whose VM {name} is, is in none of them.',
    'Choose another volume, or put the owner into one of the groups.',
  ),
  'storage.no-room-to-grow': refusal(
    409,
    { name: text, volume: text, because: text },
    '{name} stands still: a disk of it has to grow on {volume}, and {because}.',
    'Free space on the volume or expand it; the VM goes on by itself.',
  ),
}
