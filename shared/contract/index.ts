import type { ContractRouterClient } from '@orpc/contract'
import * as access from './access.contract.ts'
import { bootPlanOperations } from './boot-plan.contract.ts'
import { clusterContract } from './cluster.contract.ts'
import { consoleOperations } from './console.contract.ts'
import { checkpointOperations } from './checkpoint.contract.ts'
import { hostCareOperations } from './host-care.contract.ts'
import { collectorContract } from './collector.contract.ts'
import { counterContract } from './counter.contract.ts'
import { logContract } from './log.contract.ts'
import { faultContract } from './fault.contract.ts'
import { historyContract } from './history.contract.ts'
import { hostGroupContract } from './host-group.contract.ts'
import { hostContract } from './host.contract.ts'
import { jobContract } from './job.contract.ts'
import * as library from './library.contract.ts'
import { migrationOperations } from './migration.contract.ts'
import { networkContract } from './network.contract.ts'
import { overviewContract } from './overview.contract.ts'
import { performanceContract } from './performance.contract.ts'
import { powerContract } from './power.contract.ts'
import { planContract } from './plan.contract.ts'
import { proContract } from './pro.contract.ts'
import { placementContract } from './placement.contract.ts'
import * as rules from './placement-rule.contract.ts'
import { snapshotContract, storageLimitOperations } from './snapshot.contract.ts'
import { storageContract } from './storage.contract.ts'
import { scenarioContract } from './scenario.contract.ts'
import { makeCommandsStrict } from './strict.ts'
import { chartContract } from './chart.contract.ts'
import * as system from './system.contract.ts'
import { storageMigrationOperations } from './storage-migration.contract.ts'
import { transferOperations } from './transfer.contract.ts'
import { hardwareOperations } from './vm-hardware.contract.ts'
import { vmContract } from './vm.contract.ts'

/** Everything that can be asked of Hostward. */
export const contract = {
  audit: access.auditContract,
  chart: chartContract,
  clock: system.clockContract,
  cluster: clusterContract,
  collector: collectorContract,
  counter: counterContract,
  customProperty: rules.customPropertyContract,
  disk: library.diskContract,
  fault: faultContract,
  guestOsProfile: library.guestOsProfileContract,
  hardwareProfile: library.hardwareProfileContract,
  history: historyContract,
  host: { ...hostContract, ...hostCareOperations },
  hostGroup: hostGroupContract,
  job: jobContract,
  log: logContract,
  network: networkContract,
  overview: overviewContract,
  performance: performanceContract,
  placement: placementContract,
  placementRule: rules.placementRuleContract,
  placementSettings: rules.placementSettingsContract,
  power: powerContract,
  plan: planContract,
  pro: proContract,
  portal: system.portalContract,
  role: access.roleContract,
  scenario: scenarioContract,
  search: system.searchContract,
  session: access.sessionContract,
  setup: system.setupContract,
  share: library.shareContract,
  snapshot: snapshotContract,
  storage: { ...storageContract, ...storageLimitOperations },
  template: library.templateContract,
  trace: system.traceContract,
  user: access.userContract,
  userGroup: access.userGroupContract,
  vm: {
    ...vmContract,
    ...migrationOperations,
    ...consoleOperations,
    ...bootPlanOperations,
    ...checkpointOperations,
    ...hardwareOperations,
    ...storageMigrationOperations,
    ...transferOperations,
  },
}
makeCommandsStrict(contract)
export type Contract = typeof contract
export type Client = ContractRouterClient<Contract>

export * from './access.contract.ts'
export * from './boot-plan.contract.ts'
export * from './cluster.contract.ts'
export * from './cluster-nodes.contract.ts'
export * from './cluster-reserve.contract.ts'
export * from './console.contract.ts'
export * from './collector.contract.ts'
export * from './chart.contract.ts'
export * from './counter.contract.ts'
export * from './log.contract.ts'
export * from './checkpoint.contract.ts'
export * from './host-care.contract.ts'
export * from './fault.contract.ts'
export * from './history.contract.ts'
export * from './host-group.contract.ts'
export * from './host.contract.ts'
export * from './job.contract.ts'
export * from './library.contract.ts'
export * from './migration.contract.ts'
export * from './network.contract.ts'
export * from './operation.ts'
export * from './overview.contract.ts'
export * from './performance.contract.ts'
export * from './power.contract.ts'
export * from './placement-fit.contract.ts'
export * from './placement.contract.ts'
export * from './placement-rule.contract.ts'
export * from './plan.contract.ts'
export * from './plan-views.ts'
export * from './pro-views.ts'
export * from './pro.contract.ts'
export * from './snapshot.contract.ts'
export * from './storage-plan.ts'
export * from './storage.contract.ts'
export * from './scenario.contract.ts'
export * from './system.contract.ts'
export * from './storage-migration.contract.ts'
export * from './transfer.contract.ts'
export * from './vm-hardware.contract.ts'
export * from './vm.contract.ts'
export * from './window.ts'
export * from './work.contract.ts'
