import { computed, ref, watch } from 'vue'
import { client, useCommand, useQuery, useRefusalText } from '../../../session/index.ts'
import type { GroupAbout } from './group-tab.ts'

/** The custom properties of a host group while they are edited. */
export function useGroupCustom({ hostGroupId, name }: GroupAbout) {
  const describe = useRefusalText()
  const draft = ref<Readonly<Record<string, string>>>({})
  const command = useCommand('customProperty.setValues', {
    subject: () => name,
    showsRefusal: true,
  })
  const query = useQuery(
    () => ({ objectId: hostGroupId }),
    (input, options) => client.customProperty.values(input, options),
    { keeps: true },
  )
  const refusal = computed(() => command.refusal.value ?? query.error.value)
  const changed = computed(() => {
    const before = query.data.value?.values ?? {}
    const entries = Object.entries(draft.value)
    return Object.fromEntries(entries.filter(([key, value]) => value !== (before[key] ?? '')))
  })

  watch(query.data, (now, before) => {
    if (now && !before) draft.value = { ...now.values }
  })

  return {
    draft,
    isChanged: computed(() => Object.keys(changed.value).length > 0),
    isValid: computed(() => true),
    fault: computed(() => refusal.value && describe(refusal.value).text),
    isBusy: command.isRunning,
    mayEdit: command.isPermitted,
    save: async () =>
      (await command.run({ objectId: hostGroupId, values: changed.value })) !== undefined,
  }
}
