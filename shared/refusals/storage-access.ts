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
  'storage.no-room-to-grow': refusal(
    409,
    { name: text, volume: text, because: text },
    '{name} stands still: a disk of it has to grow on {volume}, and {because}.',
    'Free space on the volume or expand it; the VM goes on by itself.',
  ),
}
