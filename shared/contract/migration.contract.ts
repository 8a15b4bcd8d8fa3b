import { z } from 'zod'
import { hostId, vmId } from '../domain/index.ts'
import { declared, refusalView } from '../refusals/index.ts'
import { customRating } from './placement.contract.ts'
import { bulkLimit, command, commandAnswer, query } from './operation.ts'

export const migrationKind = z.enum(['live', 'quick'])

/** What a migration would take at this moment. */
export const migrationForecast = z.object({
  durationS: z.number(),
  /** How long the guest does not answer. */
  downtimeS: z.number(),
  /** What goes over the network between the hosts; 0 for a quick migration. */
  sentMib: z.number(),
  /** Passes over the memory while the guest runs; 0 for a quick migration. */
  rounds: z.number().int(),
  /** False where the guest dirties memory faster than the network carries it. */
  converges: z.boolean(),
  /** How the figures come about, a sentence each, with the source of what is fitted or assumed. */
  explanation: z.array(z.string()),
})
export type MigrationForecastView = z.infer<typeof migrationForecast>

/** A node that a VM could go to, or why it cannot. */
export const migrationTarget = z.object({
  hostId,
  hostName: z.string(),
  /** The rating of placement, 0 to 5 in half stars. */
  stars: z.number(),
  /** The score with what rules, checks and owners add: nodes are listed in its order. */
  rank: z.number(),
  favours: z.array(z.object({ text: z.string(), points: z.number() })),
  /** What speaks against it and does not keep the VM off. */
  warnings: z.array(z.string()),
  /** Memory that is free above the reserve once the VM is there. */
  memoryFreeAfterMib: z.number(),
  forecast: migrationForecast.optional(),
  blockedBecause: refusalView.optional(),
})
export type MigrationTargetView = z.infer<typeof migrationTarget>

/** Operations on VMs that change their host; they belong to the area `vm`. */
export const migrationOperations = {
  migrationTargets: query(
    '/vms/migration-targets',
    'The other nodes of a VM’s cluster with rating and forecast, best first, or why none can take it',
    'vm.migrate',
    { target: { kind: 'vm', field: 'vmId' }, cmdlet: 'Get-SCVMHostRating' },
  )
    .input(
      z.object({
        vmId,
        kind: migrationKind.default('live'),
        /** For these ratings alone (Customize Ratings); otherwise as in Settings, as measured. */
        ...customRating.shape,
      }),
    )
    .output(
      z.object({
        sourceName: z.string(),
        clusterName: z.string().optional(),
        targets: z.array(migrationTarget),
        /** Nodes outside the caller's scope: only a count. */
        hiddenHosts: z.number().int(),
      }),
    ),
  migrate: command(
    '/vms/migrate',
    'Moves running VMs to another node of their cluster: live, or quick with the guest saved',
    'vm.migrate',
    {
      target: { kind: 'vm', field: 'vmIds' },
      danger: 'disruptive',
      cmdlet: 'Move-SCVirtualMachine',
      undo: 'vm.migrate',
    },
  )
    .errors(
      declared(
        'cluster.no-quorum',
        'cluster.not-an-owner',
        'cluster.shared-disk',
        'host.clock-skew',
        'host.in-maintenance',
        'host.not-responding',
        'host.processor-limit',
        'memory.host-unsupported',
        'migration.network-missing',
        'migration.no-cluster',
        'migration.no-network',
        'migration.other-cluster',
        'migration.same-host',
        'migration.volume-not-reached',
        'vm.bad-power-state',
        'vm.busy',
        'vm.host-limit',
        'rule.custom',
        'rule.keeps-apart',
        'rule.keeps-together',
        'rule.not-here',
        'rule.runs-elsewhere',
        'vm.insufficient-memory',
        'vm.recycled',
      ),
    )
    .input(
      z.object({
        vmIds: z.array(vmId).min(1).max(bulkLimit),
        hostId,
        kind: migrationKind.default('live'),
      }),
    )
    .output(commandAnswer),
}
