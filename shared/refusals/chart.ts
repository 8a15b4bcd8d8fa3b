import { defineRefusal as refusal } from './define.ts'
import { z } from 'zod'

const text = z.string()

/** Why charts are not saved or removed. */
export const chartRefusals = {
  'chart.name-taken': refusal(
    409,
    { name: text },
    'You have saved charts under the name {name} already.',
    'Choose another name, or save over them.',
  ),
  'chart.not-yours': refusal(
    403,
    { name: text, owner: text },
    'The charts {name} belong to {owner}.',
    'Save them under a name of your own.',
  ),
  'chart.other-role': refusal(
    403,
    { role: text },
    'You are no member of the user role {role}, so you cannot share charts with it.',
    'Choose a role that you are a member of, or keep them for yourself.',
  ),
} as const
