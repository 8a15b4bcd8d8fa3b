import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()
const texts = z.array(z.string())

/** What faults refuse, and what fails because of them. */
export const faultRefusals = {
  'fault.already': refusal(
    409,
    { fault: text, target: text },
    '{target} is struck already: {fault}.',
    'End that fault first, or choose another target.',
  ),
  'fault.amount': refusal(
    422,
    { fault: text, amount: number, least: number, most: number, unit: text },
    '"{fault}" takes a whole number from {least} to {most} {unit}, not {amount}.',
    'Give an amount within these limits.',
  ),
  'fault.begins-in-past': refusal(
    422,
    { beginMs: number, nowMs: number },
    'The fault would begin at {beginMs}, and simulated time is {nowMs} already.',
    'Choose a later time, or none to begin at once.',
  ),
  'fault.directory-down': refusal(
    503,
    {},
    'Nobody but administrators can sign in now: the directory does not answer, by a fault of the drill.',
    'Wait until the fault ends. Sessions that are open go on.',
  ),
  'fault.ended': refusal(
    409,
    { fault: text, target: text },
    '"{fault}" on {target} is over already.',
    'Refresh the list.',
  ),
  'fault.job-not-running': refusal(
    409,
    { job: text, target: text, status: text },
    'The job {job} of {target} is {status}, and only a running job of one object has a worker.',
    'Choose a job that runs.',
  ),
  'fault.locks-out': refusal(
    409,
    { role: text },
    'Without {role} nobody could end the fault.',
    'Choose another role.',
  ),
  'fault.migration-aborted': refusal(
    409,
    { name: text, atPercent: number },
    'The migration of {name} was aborted with {atPercent} % of its memory copied, by a fault of the drill. The guest goes on where it was.',
    'End the fault, then restart the job.',
  ),
  'fault.part-needed': refusal(
    422,
    { fault: text, partKind: text, target: text, parts: texts },
    '"{fault}" needs the {partKind} of {target} that it strikes. There are: {parts}.',
    'Name one of them.',
  ),
  'fault.part-unknown': refusal(
    422,
    { part: text, partKind: text, target: text, parts: texts },
    '{target} has no {partKind} {part}. There are: {parts}.',
    'Name one of them.',
  ),
  'fault.target-kind': refusal(
    422,
    { fault: text, wanted: text, id: text },
    '"{fault}" strikes a {wanted}, and {id} is none.',
    'Choose a target of that kind.',
  ),
  'fault.too-many': refusal(
    409,
    { limit: number },
    '{limit} faults strike or are planned, and there can be no more at a time.',
    'End some of them first.',
  ),
  'fault.worker-died': refusal(
    503,
    { target: text },
    'The worker of the job for {target} died, by a fault of the drill.',
    'Restart the job.',
  ),
} as const
