import { z } from 'zod'
import { hostId, shareId, vmId, volumeId } from '../domain/index.ts'
import { declared, refusalView } from '../refusals/index.ts'
import { bulkLimit, command, commandAnswer, query } from './operation.ts'
import { vmName } from './vm.contract.ts'
import { forecastAnswer, workForecast } from './work.contract.ts'

const target = { kind: 'vm', field: 'vmId' } as const
const targets = { kind: 'vm', field: 'vmIds' } as const

/** The ways to another host in the order in which they are tried. */
export const transferMethod = z.enum(['live', 'quick', 'san', 'lan'])

/** A host that a VM could come to: by which way, and why not by those before it. */
const transferTarget = z.object({
  hostId,
  hostName: z.string(),
  hostGroupName: z.string(),
  clusterName: z.string().optional(),
  /** The rating of placement, 0 to 5 in half stars. */
  stars: z.number(),
  rungs: z.array(z.object({ method: transferMethod, blockedBecause: refusalView.optional() })),
  /** The first way that is possible; absent where none is. */
  method: transferMethod.optional(),
  /** Where copied files would go. */
  volumeName: z.string().optional(),
  forecast: workForecast.optional(),
  /** Why no way is possible. */
  blockedBecause: refusalView.optional(),
})
export type TransferTargetView = z.infer<typeof transferTarget>

const transferRefusals = declared(
  'cluster.not-an-owner',
  'disk.parent-stays',
  'host.in-maintenance',
  'host.not-responding',
  'host.processor-limit',
  'migration.network-missing',
  'migration.same-host',
  'name.taken',
  'quota.exceeded',
  'placement.no-host',
  'transfer.no-network',
  'transfer.no-volume',
  'transfer.other-hypervisor',
  'transfer.pass-through',
  'vm.bad-power-state',
  'vm.busy',
  'vm.host-limit',
  'memory.host-unsupported',
  'rule.custom',
  'rule.keeps-apart',
  'rule.keeps-together',
  'rule.not-here',
  'rule.runs-elsewhere',
  'vm.insufficient-memory',
  'vm.no-space',
  'vm.recycled',
)

/** The clone's name, and its host where it is not to be chosen by its rating. */
const cloneWishes = z.object({ vmId, name: vmName, hostId: hostId.optional() })

export const repairAction = z.enum(['retry', 'undo', 'ignore'])

/** Operations that move VMs with their files, and repair what failed; of the area `vm`. */
export const transferOperations = {
  transferTargets: query(
    '/vms/transfer-targets',
    'The hosts that a VM could come to, with the way that would be taken and why not another',
    'vm.migrate',
    { target, cmdlet: 'Get-SCVMHostRating' },
  )
    .input(
      z.object({
        vmId,
        /** Copy over the network, whatever else would do. */
        useLan: z.boolean().default(false),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(
      z.object({
        sourceName: z.string(),
        targets: z.array(transferTarget),
        /** Hosts that are not listed, the worst. */
        left: z.number().int(),
        /** Hosts outside the caller's scope: only a count. */
        hiddenHosts: z.number().int(),
      }),
    ),
  transfer: command(
    '/vms/transfer',
    'Moves a VM to any host: live, quick, by its LUN or over the network, the first that is possible',
    'vm.migrate',
    { target, danger: 'disruptive', cmdlet: 'Move-SCVirtualMachine' },
  )
    .errors(transferRefusals)
    .input(
      z.object({
        vmId,
        hostId,
        /** Where copied files go; the volume with most free space unless said otherwise. */
        volumeId: volumeId.optional(),
        useLan: z.boolean().default(false),
      }),
    )
    .output(commandAnswer),
  storeTargets: query(
    '/vms/store-targets',
    'The library shares that a VM could be stored on, with what it would take',
    'vm.store',
    { target },
  )
    .input(z.object({ vmId }))
    .output(
      z.object({
        shares: z.array(z.object({ shareId, path: z.string(), forecast: workForecast })),
        blockedBecause: refusalView.optional(),
      }),
    ),
  store: command(
    '/vms/store',
    'Moves VMs that are off to a library share: they are on no host and need no quota there',
    'vm.store',
    { target: targets, danger: 'disruptive', cmdlet: 'Save-SCVirtualMachine' },
  )
    .errors(
      declared(
        'disk.parent-stays',
        'host.not-responding',
        'transfer.no-network',
        'transfer.pass-through',
        'vm.bad-power-state',
        'vm.busy',
        'vm.recycled',
      ),
    )
    .input(
      z.object({
        vmIds: z.array(vmId).min(1).max(bulkLimit),
        /** The first share of the fabric unless said otherwise. */
        shareId: shareId.optional(),
      }),
    )
    .output(commandAnswer),
  deploy: command(
    '/vms/deploy',
    'Brings a stored VM to a host: the one named, or the best rated',
    'vm.store',
    { target, cmdlet: 'Move-SCVirtualMachine' },
  )
    .errors(transferRefusals)
    .input(z.object({ vmId, hostId: hostId.optional(), volumeId: volumeId.optional() }))
    .output(commandAnswer),
  cloneForecast: query(
    '/vms/clone-forecast',
    'What a clone of a VM would take on the best rated host, or on the one named',
    'vm.clone',
    { target },
  )
    .input(cloneWishes)
    .output(forecastAnswer.extend({ hostName: z.string().optional() })),
  clone: command(
    '/vms/clone',
    'Makes a new VM with copies of all files of one that is off',
    'vm.clone',
    { target, cmdlet: 'New-SCVirtualMachine -VM' },
  )
    .errors(
      declared(
        'clone.source',
        'disk.parent-stays',
        'name.taken',
        'placement.host-unsuitable',
        'placement.no-host',
        'quota.exceeded',
        'transfer.no-network',
        'transfer.pass-through',
        'vm.busy',
        'vm.recycled',
      ),
    )
    .input(cloneWishes)
    .output(commandAnswer),
  repairOptions: query(
    '/vms/repair-options',
    'What could be done about a VM that failed or is missing, and what each would do',
    'vm.repair',
    { target },
  )
    .input(z.object({ vmId }))
    .output(
      z.object({
        failure: refusalView.optional(),
        options: z.array(
          z.object({
            action: repairAction,
            /** What it would do, in a sentence. */
            about: z.string(),
            blockedBecause: refusalView.optional(),
          }),
        ),
      }),
    ),
  repair: command(
    '/vms/repair',
    'Repairs VMs whose job failed: runs it again, puts back what was, or takes the VM as it is',
    'vm.repair',
    { target: targets, danger: 'disruptive', cmdlet: 'Repair-SCVirtualMachine' },
  )
    .errors(
      declared(
        'repair.copy-unfinished',
        'repair.job-gone',
        'repair.not-failed',
        'repair.still-missing',
        'vm.busy',
        'vm.recycled',
      ),
    )
    .input(z.object({ vmIds: z.array(vmId).min(1).max(bulkLimit), action: repairAction }))
    .output(commandAnswer),
}
