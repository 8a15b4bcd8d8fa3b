import { computed, ref, watch } from 'vue'
import { proLevelsDefault, type AnyId, type ProLevels } from '../../../shared/domain/index.ts'
import { client, useCommand, useQuery, useRefusalText } from '../../session/index.ts'

/** The two dials of PRO in a host group or a cluster while they are edited: followed, or own. */
export function useProSettings(id: AnyId, name: string) {
  const describe = useRefusalText()
  const inherits = ref(true)
  const own = ref<ProLevels>({ ...proLevelsDefault })
  const command = useCommand('pro.setSettings', { subject: () => name, showsRefusal: true })
  const query = useQuery(
    () => ({ id }),
    (input, options) => client.pro.settings(input, options),
    { keeps: true },
  )
  const answer = query.data
  const refusal = computed(() => command.refusal.value ?? query.error.value)
  const shown = computed<ProLevels>({
    get: () => (inherits.value ? (answer.value?.inherited ?? own.value) : own.value),
    set: levels => void (own.value = levels),
  })
  const isChanged = computed(() => {
    const now = answer.value
    if (!now) return false
    if (inherits.value) return now.isOwn
    const { monitoring, automation } = now.levels
    const isSame = monitoring === own.value.monitoring && automation === own.value.automation
    return !now.isOwn || !isSame
  })

  watch(answer, (now, before) => {
    if (!now || before) return
    inherits.value = !now.isOwn
    own.value = { ...now.levels }
  })

  async function save(): Promise<boolean> {
    const levels = inherits.value ? undefined : { ...own.value }
    return (await command.run({ id, levels })) !== undefined
  }

  return {
    ...{ answer, inherits, shown, isChanged, save },
    isValid: computed(() => answer.value !== undefined),
    isBusy: command.isRunning,
    mayEdit: command.isPermitted,
    fault: computed(() => refusal.value && describe(refusal.value).text),
  }
}
