import type { OperationMeta } from '../../shared/contract/index.ts'
import { contract } from '../../shared/contract/index.ts'
import { assert } from '../engine/assert.ts'
import { auditHandlers } from './audit.handlers.ts'
import type { Operation } from './dispatcher.ts'
import { clusterGroupHandlers } from './cluster-groups.handlers.ts'
import { clusterNodeHandlers } from './cluster-nodes.handlers.ts'
import { clusterReserveHandlers } from './cluster-reserve.handlers.ts'
import { clusterHandlers } from './cluster.handlers.ts'
import { diskHandlers } from './disk.handlers.ts'
import { faultHandlers } from './fault.handlers.ts'
import { guestOsProfileHandlers } from './guest-os-profile.handlers.ts'
import type { HandlerContext } from './handler.ts'
import { hardwareProfileHandlers } from './hardware-profile.handlers.ts'
import { historyHandlers } from './history.handlers.ts'
import { hostGroupHandlers } from './host-group.handlers.ts'
import { hostAddHandlers } from './host-add.handlers.ts'
import { hostRemoveHandlers } from './host-remove.handlers.ts'
import { hostCareHandlers } from './host-care.handlers.ts'
import { groupReserveHandlers, hostEditHandlers } from './host-edit.handlers.ts'
import { hostHandlers } from './host.handlers.ts'
import { jobHandlers } from './job.handlers.ts'
import { networkEditHandlers } from './network-edit.handlers.ts'
import { networkQueryHandlers } from './network.handlers.ts'
import { collectorHandlers } from './collector.handlers.ts'
import { assignLog, importLog } from './log-import.ts'
import { logHandlers } from './log.handlers.ts'
import { chartHandlers } from './chart.handlers.ts'
import { counterHandlers } from './counter.handlers.ts'
import { customPropertyHandlers } from './custom-property.handlers.ts'
import { overviewHandlers } from './overview.handlers.ts'
import { performanceHandlers } from './performance.handlers.ts'
import { placementFitHandlers } from './placement-fit.handlers.ts'
import { placementHandlers } from './placement.handlers.ts'
import { placementRuleHandlers } from './placement-rule.handlers.ts'
import { placementSettingsHandlers } from './placement-settings.handlers.ts'
import { planSettingsHandlers } from './plan-settings.handlers.ts'
import { planBestHandlers } from './plan-best.ts'
import { planHandlers } from './plan.handlers.ts'
import { portalHandlers } from './portal.handlers.ts'
import { powerHandlers } from './power.handlers.ts'
import { proPackHandlers } from './pro-packs.handlers.ts'
import { proRuleHandlers } from './pro-rules.handlers.ts'
import { proTipHandlers } from './pro-tips.handlers.ts'
import { why } from './pro-why.ts'
import { preparations } from './prepare.ts'
import { roleHandlers } from './role.handlers.ts'
import { scenarioHandlers } from './scenario.handlers.ts'
import { sessionHandlers } from './session.handlers.ts'
import { shareHandlers } from './share.handlers.ts'
import { snapshotHandlers } from './snapshot.handlers.ts'
import { parentDiskHandlers } from './parent-disk.handlers.ts'
import { storageHandlers } from './storage.handlers.ts'
import { storageLimitHandlers } from './storage-limits.ts'
import { streamHandlers } from './streams.ts'
import { clockHandlers, searchHandlers, setupHandlers } from './system.handlers.ts'
import { templateHandlers } from './template.handlers.ts'
import { traceHandlers } from './trace.handlers.ts'
import { userGroupHandlers } from './user-group.handlers.ts'
import { userHandlers } from './user.handlers.ts'
import { vmBootPlanHandlers } from './vm-boot-plan.handlers.ts'
import { vmConsoleHandlers } from './vm-console.handlers.ts'
import { virtualNetworkHandlers } from './virtual-network.handlers.ts'
import { vmCheckpointHandlers } from './vm-checkpoint.handlers.ts'
import { vmCreateHandlers } from './vm-create.handlers.ts'
import { vmEditHandlers } from './vm-edit.handlers.ts'
import { vmHardwareHandlers } from './vm-hardware.handlers.ts'
import { vmMigrateHandlers } from './vm-migrate.handlers.ts'
import { vmStorageHandlers } from './vm-storage.handlers.ts'
import { vmCloneHandlers } from './vm-clone.handlers.ts'
import { vmRepairHandlers } from './vm-repair.handlers.ts'
import { vmTransferHandlers } from './vm-transfer.handlers.ts'
import { vmPowerHandlers } from './vm.handlers.ts'

/** What carries out each operation, by area and name. */
const handlers: Record<string, Record<string, unknown>> = {
  audit: auditHandlers,
  chart: chartHandlers,
  clock: clockHandlers,
  cluster: {
    ...clusterHandlers,
    ...clusterNodeHandlers,
    ...clusterGroupHandlers,
    ...clusterReserveHandlers,
  },
  collector: collectorHandlers,
  counter: counterHandlers,
  disk: diskHandlers,
  fault: faultHandlers,
  guestOsProfile: guestOsProfileHandlers,
  hardwareProfile: hardwareProfileHandlers,
  host: {
    ...{ ...hostHandlers, ...hostEditHandlers, ...hostCareHandlers },
    ...{ ...hostAddHandlers, ...hostRemoveHandlers },
  },
  history: historyHandlers,
  hostGroup: { ...hostGroupHandlers, ...groupReserveHandlers },
  job: jobHandlers,
  log: { ...logHandlers, import: importLog, assign: assignLog },
  network: { ...networkQueryHandlers, ...networkEditHandlers, ...virtualNetworkHandlers },
  customProperty: customPropertyHandlers,
  overview: overviewHandlers,
  performance: performanceHandlers,
  placement: { ...placementHandlers, ...placementFitHandlers },
  placementRule: placementRuleHandlers,
  placementSettings: placementSettingsHandlers,
  plan: {
    ...planBestHandlers,
    ...planHandlers,
    ...planSettingsHandlers,
  },
  portal: portalHandlers,
  pro: { ...proTipHandlers, ...proRuleHandlers, ...proPackHandlers, why },
  power: powerHandlers,
  role: roleHandlers,
  scenario: scenarioHandlers,
  search: searchHandlers,
  session: sessionHandlers,
  setup: setupHandlers,
  share: shareHandlers,
  snapshot: snapshotHandlers,
  storage: { ...storageHandlers, ...storageLimitHandlers, ...parentDiskHandlers },
  template: templateHandlers,
  trace: traceHandlers,
  user: userHandlers,
  userGroup: userGroupHandlers,
  vm: {
    ...vmPowerHandlers,
    ...vmEditHandlers,
    ...vmCreateHandlers,
    ...vmMigrateHandlers,
    ...vmConsoleHandlers,
    ...vmBootPlanHandlers,
    ...vmCheckpointHandlers,
    ...vmHardwareHandlers,
    ...vmStorageHandlers,
    ...vmTransferHandlers,
    ...vmRepairHandlers,
    ...vmCloneHandlers,
  },
}

interface Declared {
  readonly '~orpc': { readonly meta: OperationMeta }
}

function collect(): Map<string, Operation> {
  const found = new Map<string, Operation>()
  for (const [area, entries] of Object.entries(contract)) {
    for (const [entry, declared] of Object.entries(entries as Record<string, Declared>)) {
      const name = `${area}.${entry}`
      const { meta } = declared['~orpc']
      const source = meta.kind === 'stream' ? streamHandlers[area] : handlers[area]
      const handle = source?.[entry]
      assert(typeof handle === 'function', `${name} has a handler`)
      found.set(name, {
        name,
        meta,
        handle: handle as (context: HandlerContext, input: never) => unknown,
        prepare: (preparations as Record<string, Operation['prepare']>)[name],
      })
    }
  }
  return found
}

/** Every operation of the contract with its handler; one without is a defect at start. */
export const operations: ReadonlyMap<string, Operation> = collect()
