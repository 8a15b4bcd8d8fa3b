import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { FilterCondition, GridSort, SelectedKeys } from '../../ui/index.ts'

/** What a person looked at in the list of hosts, so that a look elsewhere does not lose it. */
export const useHostsView = defineStore('hostsView', () => {
  const conditions = ref<readonly FilterCondition[]>([])
  const text = ref('')
  const sort = ref<GridSort | undefined>({ key: 'name', direction: 'asc' })
  const selected = shallowRef<SelectedKeys>(new Set())
  const tab = ref('summary')
  return { conditions, text, sort, selected, tab }
})
