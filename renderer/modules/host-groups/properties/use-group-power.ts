import { computed, ref, watch } from 'vue'
import { client, useCommand, useQuery, useRefusalText } from '../../../session/index.ts'
import {
  defaultPowerOptimization,
  type PowerOptimization,
} from '../../../../shared/domain/index.ts'
import { isSettingsChange, type GroupAbout } from './group-tab.ts'

/** When hosts of a group may be off while it is edited: as the group above says, or its own. */
export function useGroupPower({ hostGroupId, name, isRoot }: GroupAbout) {
  const describe = useRefusalText()
  const inherits = ref(true)
  const draft = ref<PowerOptimization>({ ...defaultPowerOptimization })
  const command = useCommand('power.setOptimization', { subject: () => name, showsRefusal: true })
  const query = useQuery(
    () => ({ hostGroupId }),
    (input, options) => client.power.optimization(input, options),
    { keeps: true, everyMs: 5000 },
  )
  const answer = query.data
  const refusal = computed(() => command.refusal.value ?? query.error.value)
  const shown = computed({
    get: () => (inherits.value ? (answer.value?.inherited ?? draft.value) : draft.value),
    set: settings => void (draft.value = settings),
  })
  const isChanged = computed(() => {
    if (!answer.value) return false
    const isSameNow = JSON.stringify(draft.value) === JSON.stringify(answer.value.settings)
    const { isOwn } = answer.value
    return isSettingsChange({ inherits: inherits.value, isRoot, isOwn, isSame: isSameNow })
  })
  const isValid = computed(() =>
    [draft.value.holdMinutes, draft.value.payBackMinutes].every(
      minutes => Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440,
    ),
  )

  watch(answer, (now, before) => {
    if (!now || before) return
    inherits.value = !now.isOwn && !isRoot
    draft.value = { ...now.settings }
  })

  return {
    ...{ answer, inherits, shown, isChanged, isValid },
    fault: computed(() => refusal.value && describe(refusal.value).text),
    isBusy: command.isRunning,
    mayEdit: command.isPermitted,
    save: async () => {
      const settings = inherits.value ? undefined : { ...draft.value }
      return (await command.run({ hostGroupId, settings })) !== undefined
    },
  }
}
