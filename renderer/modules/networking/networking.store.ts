import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { FilterCondition, GridSort, SelectedKeys } from '../../ui/index.ts'

/** One line of the console box: what was typed, what came back, or why nothing did. */
export interface ConsoleLine {
  kind: 'typed' | 'output' | 'refused'
  text: string
}

/** What a person looked at of a list, so that a look elsewhere does not lose it. */
function listView() {
  return {
    conditions: ref<readonly FilterCondition[]>([]),
    text: ref(''),
    sort: ref<GridSort | undefined>({ key: 'hostName', direction: 'asc' }),
    selected: shallowRef<SelectedKeys>(new Set()),
  }
}

/** What was open in the Networking workspace, and what its console box said. */
export const useNetworkingView = defineStore('networkingView', () => {
  const tab = ref('clusters')
  const clusterId = ref<string>()
  const network = ref<string>()
  const transcript = shallowRef<readonly ConsoleLine[]>([])
  const history = shallowRef<readonly string[]>([])
  return { tab, clusterId, network, transcript, history }
})

export const useAdaptersView = defineStore('networkingAdapters', listView)
export const useVirtualNetworksView = defineStore('networkingVirtual', listView)
