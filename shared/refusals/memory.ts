import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** What dynamic memory refuses. */
export const memoryRefusals = {
  'memory.guest-unsupported': refusal(
    422,
    { guest: text, platform: text },
    'The guest system {guest} cannot have dynamic memory on {platform}: its integration components neither take nor give memory.',
    'Use static memory, or a guest system that can.',
  ),
  'memory.host-unsupported': refusal(
    409,
    { host: text, platform: text },
    '{host} runs {platform}, and VMs have dynamic memory from Windows Server 2008 R2 with Service Pack 1 on.',
    'Use static memory, install the service pack with a restart of the host, or choose another host.',
  ),
  'memory.minimum-over-startup': refusal(
    422,
    { minimumMib: number, startupMib: number },
    'The minimum of {minimumMib} MB is more than the startup memory of {startupMib} MB.',
    'Use a minimum of at most {startupMib} MB, or more startup memory.',
  ),
  'memory.range-live': refusal(
    409,
    { name: text, minimumMib: number, maximumMib: number },
    '{name} is on: its minimum can only go down from {minimumMib} MB and its maximum only up from {maximumMib} MB.',
    'Widen the range, or turn the VM off first.',
  ),
  'memory.startup-over-maximum': refusal(
    422,
    { startupMib: number, maximumMib: number },
    'The startup memory of {startupMib} MB is more than the maximum of {maximumMib} MB.',
    'Use a maximum of at least {startupMib} MB, or less startup memory.',
  ),
}
