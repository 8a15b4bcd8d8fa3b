import { computed, ref } from 'vue'
import type { RuleView } from '../../../shared/contract/index.ts'
import type { ClusterId, HostGroupId, HostId, VmId } from '../../../shared/domain/index.ts'
import { client, useQuery } from '../../session/index.ts'

const mostFound = 60
const byName = { field: 'name', direction: 'asc' } as const

/** VMs and hosts of a scope to tick: VMs found by a text, and those that the rule names already. */
export function useRuleChoices(scope: ClusterId | HostGroupId, rule: RuleView | undefined) {
  const text = ref('')
  const vms = useQuery(
    () => ({ scope, text: text.value, limit: mostFound, sort: byName }),
    (input, options) => client.vm.list(input, options),
    { keeps: true },
  )
  const hosts = useQuery(
    () => ({ scope, limit: 500, sort: byName }),
    (input, options) => client.host.list(input, options),
    { keeps: true },
  )
  const vmOptions = computed(() => {
    const found = (vms.data.value?.rows ?? []).map(({ id, name, hostName }) => ({
      value: id as VmId,
      label: name,
      detail: hostName,
    }))
    const shown = new Set(found.map(one => one.value))
    const named = (text.value ? [] : (rule?.vms ?? [])).filter(one => !shown.has(one.id))
    return [...named.map(one => ({ value: one.id, label: one.name, detail: undefined })), ...found]
  })
  const hostOptions = computed(() =>
    (hosts.data.value?.rows ?? []).map(({ id, name }) => ({ value: id as HostId, label: name })),
  )
  return { text, vmOptions, hostOptions }
}
