import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** What keeps a plan from being made, changed or run. */
export const planRefusals = {
  'plan.no-cluster': refusal(
    409,
    { name: text },
    '{name} is no cluster and holds none, and VMs move live between the nodes of a cluster only.',
    'Choose a cluster, or a host group that holds one.',
  ),
  'plan.not-editable': refusal(
    409,
    { name: text, status: text },
    '{name} is {status}: only a plan that is proposed can be changed or run.',
    'Propose it again for the fabric as it is now.',
  ),
  'plan.no-node': refusal(
    409,
    { name: text },
    '{name} is no node of a cluster, so nothing can move live from it.',
    'Put it into maintenance mode instead: its running VMs are saved.',
  ),
  'plan.too-large': refusal(
    409,
    { name: text, steps: number, limit: number },
    'The plan for {name} would have {steps} steps, and a plan has {limit} at most.',
    'Name fewer nodes, and take the others with the next plan.',
  ),
  'plan.not-solvable': refusal(
    409,
    { name: text, vms: number, hosts: number, limit: number },
    'No best plan for {name}: {vms} VMs on {hosts} hosts are {vms} times {hosts} places, and a solver here takes two hosts and {limit} places at most.',
    'Take the fast plan, or a smaller cluster.',
  ),
  'plan.not-resumable': refusal(
    409,
    { name: text, status: text },
    '{name} is {status}: only a rolling update that was stopped goes on.',
    'Propose it again for the fabric as it is now.',
  ),
  'plan.not-running': refusal(
    409,
    { name: text, status: text },
    '{name} is {status}: only a plan that runs can be stopped.',
    'Nothing is left to stop.',
  ),
  'plan.running': refusal(
    409,
    { name: text },
    '{name} runs, and a plan that runs cannot be discarded.',
    'Stop it, and discard it when its last step is over.',
  ),
  'plan.no-step': refusal(
    422,
    { name: text, step: number, steps: number },
    '{name} has no step {step}: it has {steps} steps.',
    'Refresh the plan, and name steps that it has.',
  ),
  'plan.nothing-left': refusal(
    409,
    { name: text, dropped: number, impossible: number },
    'No step of {name} is left to run: {dropped} are dropped, and {impossible} cannot be done.',
    'Take a step back in, or propose the plan again.',
  ),
  'plan.other-runs': refusal(
    409,
    { name: text, cluster: text, other: text },
    '{name} cannot run yet: {other} runs on {cluster}, and one plan runs on a cluster at a time.',
    'Wait until it has ended, or stop it.',
  ),
} as const
