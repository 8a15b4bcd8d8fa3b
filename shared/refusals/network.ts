import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const texts = z.array(z.string())

/** What the network refuses. */
export const networkRefusals = {
  'migration.no-network': refusal(
    409,
    { name: text, source: text, target: text, networks: texts },
    '{name} cannot migrate live from {source} to {target}: none of its networks links the two now ({networks}).',
    'Bring one of the networks up, allow the VM another one, or move it with quick migration.',
  ),
} as const
