import { computed, ref } from 'vue'
import { useCommand, useRefusalText } from '../../../session/index.ts'
import type { GroupAbout } from './group-tab.ts'

/** The name of a host group while it is edited. */
export function useGroupGeneral(about: GroupAbout) {
  const describe = useRefusalText()
  const command = useCommand('hostGroup.rename', { subject: () => about.name, showsRefusal: true })
  const name = ref(about.name)
  const wanted = computed(() => name.value.trim())
  const fault = computed(() => command.refusal.value && describe(command.refusal.value).text)
  return {
    name,
    fault,
    isBusy: command.isRunning,
    isChanged: computed(() => wanted.value !== about.name),
    isValid: computed(() => wanted.value !== ''),
    save: async () =>
      (await command.run({ hostGroupId: about.hostGroupId, name: wanted.value })) !== undefined,
  }
}
