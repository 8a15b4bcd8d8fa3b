import { computed, ref, watch } from 'vue'
import type { PlacementConfiguration } from '../../../../shared/domain/index.ts'
import { client, useCommand, useQuery, useRefusalText } from '../../../session/index.ts'
import { isSameConfiguration } from '../../placement/index.ts'
import type { GroupAbout } from './group-tab.ts'

const nothing: PlacementConfiguration = { checks: {}, customRules: [] }

/** What a host group asks of its hosts beyond the rating: as above it, or of its own. */
export function useGroupPlacement({ hostGroupId, name }: GroupAbout) {
  const describe = useRefusalText()
  const inherits = ref(true)
  const draft = ref<PlacementConfiguration>(nothing)
  const command = useCommand('placementSettings.setGroup', {
    subject: () => name,
    showsRefusal: true,
  })
  const query = useQuery(
    () => ({ hostGroupId }),
    (input, options) => client.placementSettings.group(input, options),
    { keeps: true },
  )
  const answer = query.data
  const refusal = computed(() => command.refusal.value ?? query.error.value)
  const shown = computed({
    get: () => (inherits.value ? (answer.value?.inherited ?? nothing) : draft.value),
    set: configuration => void (draft.value = configuration),
  })
  const isChanged = computed(() => {
    if (!answer.value) return false
    if (inherits.value) return answer.value.isOwn
    return !answer.value.isOwn || !isSameConfiguration(draft.value, answer.value.configuration)
  })

  watch(answer, (now, before) => {
    if (!now || before) return
    inherits.value = !now.isOwn
    draft.value = now.configuration
  })

  async function save(): Promise<boolean> {
    const { checks, customRules } = draft.value
    const own = { checks: { ...checks }, customRules: customRules.map(rule => ({ ...rule })) }
    const configuration = inherits.value ? undefined : own
    return (await command.run({ hostGroupId, configuration })) !== undefined
  }

  return {
    ...{ answer, inherits, shown, isChanged, save },
    isValid: computed(() => true),
    fault: computed(() => refusal.value && describe(refusal.value).text),
    isBusy: command.isRunning,
    mayEdit: command.isPermitted,
  }
}
