import type { Component } from 'vue'
import { ProSettingsPanel } from '../../pro-settings/index.ts'
import type { GroupAbout, GroupTabState } from './group-tab.ts'
import GroupCustomTab from './GroupCustomTab.vue'
import GroupGeneralTab from './GroupGeneralTab.vue'
import GroupOptimizationTab from './GroupOptimizationTab.vue'
import GroupPlacementTab from './GroupPlacementTab.vue'
import GroupPowerTab from './GroupPowerTab.vue'
import GroupReservesTab from './GroupReservesTab.vue'
import { useGroupCustom } from './use-group-custom.ts'
import { useGroupGeneral } from './use-group-general.ts'
import { useGroupOptimization } from './use-group-optimization.ts'
import { useGroupPlacement } from './use-group-placement.ts'
import { useGroupPro } from './use-group-pro.ts'
import { useGroupPower } from './use-group-power.ts'
import { useGroupReserves } from './use-group-reserves.ts'

interface GroupTab {
  /** Its caption stands under `hosts.groupProperties.<key>`. */
  key: string
  /** The state of the tab, which lives as long as the dialog. */
  use(about: GroupAbout): GroupTabState
  /** Draws it; takes `about` and the state, with its references unwrapped. */
  panel: Component
}

/** The tabs of the properties of a host group, in their order: a line each. */
export const groupTabs: readonly GroupTab[] = [
  { key: 'general', use: useGroupGeneral, panel: GroupGeneralTab },
  { key: 'placement', use: useGroupPlacement, panel: GroupPlacementTab },
  { key: 'reserves', use: useGroupReserves, panel: GroupReservesTab },
  { key: 'optimization', use: useGroupOptimization, panel: GroupOptimizationTab },
  { key: 'pro', use: useGroupPro, panel: ProSettingsPanel },
  { key: 'custom', use: useGroupCustom, panel: GroupCustomTab },
  { key: 'power', use: useGroupPower, panel: GroupPowerTab },
]
