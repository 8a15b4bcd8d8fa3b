import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** What host reserves refuse. */
export const reserveRefusals = {
  'host.levels-order': refusal(
    422,
    {
      name: text,
      resource: text,
      level: text,
      value: number,
      below: text,
      least: number,
      unit: text,
    },
    'The levels of {resource} of {name} must not decrease: the {level} of {value} {unit} is less than the {below} of {least} {unit}.',
    'Give the {level} at least {least} {unit}, or lower the {below}.',
  ),
}
