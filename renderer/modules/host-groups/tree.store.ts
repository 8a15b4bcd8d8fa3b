import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { TreeNodeView } from '../../../shared/contract/index.ts'
import { client, useSubscription } from '../../session/index.ts'

/** The host groups, clusters and hosts in scope, watched once for all workspaces. */
export const useHostGroupTree = defineStore('hostGroupTree', () => {
  const nodes = shallowRef<readonly TreeNodeView[]>([])
  const { state, error, retry } = useSubscription({
    key: () => ({}),
    open: (_: object, signal) => client.hostGroup.watchTree({}, { signal }),
    onEvent: event => void (nodes.value = event.nodes),
  })
  const byId = computed(() => new Map(nodes.value.map(node => [node.id, node])))
  return { nodes, byId, state, error, retry }
})
