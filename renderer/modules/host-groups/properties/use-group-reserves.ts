import { computed, ref, watch } from 'vue'
import { client, useCommand, useQuery, useRefusalText } from '../../../session/index.ts'
import { sameReserves, wholeReserves, type ReserveDraft } from '../reserve-draft.ts'
import { isSettingsChange, type GroupAbout } from './group-tab.ts'

/** What hosts in a group keep back while it is edited: as the group above, or its own. */
export function useGroupReserves({ hostGroupId, name, isRoot }: GroupAbout) {
  const describe = useRefusalText()
  const inherits = ref(true)
  const draft = ref<ReserveDraft>({})
  const command = useCommand('hostGroup.setReserves', { subject: () => name, showsRefusal: true })
  const query = useQuery(
    () => ({ hostGroupId }),
    (input, options) => client.hostGroup.reserves(input, options),
    { keeps: true },
  )
  const answer = query.data
  const refusal = computed(() => command.refusal.value ?? query.error.value)
  const wanted = computed(() => (inherits.value ? undefined : wholeReserves(draft.value)))
  const isValid = computed(() => inherits.value || wanted.value !== undefined)
  const shown = computed({
    get: () => (inherits.value ? { ...answer.value?.inherited } : draft.value),
    set: reserves => void (draft.value = reserves),
  })
  const isChanged = computed(() => {
    if (!answer.value) return false
    const isSameNow = sameReserves(draft.value, answer.value.reserves)
    const { isOwn } = answer.value
    return isSettingsChange({ inherits: inherits.value, isRoot, isOwn, isSame: isSameNow })
  })

  watch(answer, (now, before) => {
    if (!now || before) return
    inherits.value = !now.isOwn && !isRoot
    draft.value = { ...now.reserves }
  })

  return {
    ...{ answer, inherits, shown, isChanged, isValid },
    fault: computed(() => refusal.value && describe(refusal.value).text),
    isBusy: command.isRunning,
    mayEdit: command.isPermitted,
    save: async () => (await command.run({ hostGroupId, reserves: wanted.value })) !== undefined,
  }
}
