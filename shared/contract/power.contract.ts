import { z } from 'zod'
import { bmcKind, clusterId, hostGroupId, hostId, powerOptimization } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'

/** Power of one host, with where its figures come from. */
export const hostPower = z.object({
  watts: z.number(),
  /** Drawn since it came, and not drawn while power optimisation had it off. */
  energyWh: z.number(),
  savedWh: z.number(),
  /** Without load and at full load. */
  idleWatts: z.number(),
  fullWatts: z.number(),
  bmc: bmcKind,
  /** Since when power optimisation has it off. */
  poweredOffMs: z.number().optional(),
  patchedMs: z.number().optional(),
  explanation: z.array(z.string()),
})
export type HostPowerView = z.infer<typeof hostPower>

const energyPeriod = z.object({
  fromMs: z.number(),
  energyWh: z.number(),
  savedWh: z.number(),
})

/** Energy of several hosts together. */
export const energyReport = z.object({
  hosts: z.number().int(),
  /** Hosts that power optimisation has turned off. */
  poweredOff: z.number().int(),
  watts: z.number(),
  energyWh: z.number(),
  savedWh: z.number(),
  /** What they would have drawn without it, and the part that was saved, percent. */
  withoutWh: z.number(),
  savedPercent: z.number(),
  /** Oldest first; the last period is still running. */
  periods: z.array(energyPeriod),
  explanation: z.array(z.string()),
})
export type EnergyReport = z.infer<typeof energyReport>

/** How one cluster stands with power optimisation. */
const clusterPower = z.object({
  id: clusterId,
  name: z.string(),
  /** Whether it follows the host group that was asked for. */
  isFollower: z.boolean(),
  isMadeHere: z.boolean(),
  nodes: z.number().int(),
  /** Nodes that may be off at once (facts 2.3), and those that are. */
  mayBeOff: z.number().int(),
  off: z.array(z.object({ hostId, name: z.string(), sinceMs: z.number() })),
  /** What would be done now, and why; also where nothing would. */
  next: z.enum(['off', 'on', 'none']),
  because: z.string(),
})

/** How the hosts of a host group are powered. */
export const groupPower = z.object({
  hostGroupId,
  name: z.string(),
  isOwn: z.boolean(),
  settings: powerOptimization,
  inherited: powerOptimization,
  /** The group above that says so; absent for the defaults. */
  fromGroupName: z.string().optional(),
  /** Whether Dynamic Optimization moves VMs by itself there, which this needs. */
  isAutomatic: z.boolean(),
  clusters: z.array(clusterPower),
})
export type GroupPower = z.infer<typeof groupPower>

const inGroup = { kind: 'hostgroup', field: 'hostGroupId' } as const

export const powerContract = {
  optimization: query(
    '/power/optimization',
    'When hosts of a host group may be turned off, which are, and what would be done now',
    'hostgroup.read',
    { target: inGroup, cmdlet: 'Get-SCPowerOptimizationRange' },
  )
    .input(z.object({ hostGroupId }))
    .output(groupPower),
  setOptimization: command(
    '/power/set-optimization',
    'Changes when hosts of a host group may be turned off; without settings the group follows the one above',
    'hostgroup.edit',
    {
      target: inGroup,
      cmdlet: 'Add-SCPowerOptimizationRange',
      undo: 'power.setOptimization',
      danger: 'disruptive',
    },
  )
    .input(z.object({ hostGroupId, settings: powerOptimization.optional() }))
    .output(commandAnswer)
    .errors(declared('power.needs-automatic')),
  energy: query(
    '/power/energy',
    'What the hosts in scope draw, have drawn, and what power optimisation saved, by hour or day',
    'host.read',
    { cmdlet: 'Get-SCPerformanceData' },
  )
    .input(
      z.object({
        /** A host group with all below it, a cluster or a host; absent for all in scope. */
        scope: z.string().max(60).optional(),
        by: z.enum(['hour', 'day']).default('hour'),
      }),
    )
    .output(energyReport),
}
