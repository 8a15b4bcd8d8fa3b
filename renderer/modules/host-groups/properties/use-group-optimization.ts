import { computed, ref, watch } from 'vue'
import type { DynamicOptimization } from '../../../../shared/domain/index.ts'
import { defaultOptimization } from '../../../../shared/domain/index.ts'
import { client, useCommand, useQuery, useRefusalText } from '../../../session/index.ts'
import { isSettingsChange, type GroupAbout } from './group-tab.ts'

type Thresholds = DynamicOptimization['thresholds']
type Numbers = Omit<DynamicOptimization, 'mode' | 'aggressiveness' | 'thresholds'>

/** What a person types: an empty field is no number yet. */
export type OptimizationDraft = Pick<DynamicOptimization, 'mode' | 'aggressiveness'> &
  Partial<Numbers> & { thresholds: Partial<Thresholds> }

/** How the clusters of a group are balanced while it is edited: as above, or of its own. */
export function useGroupOptimization({ hostGroupId, name, isRoot }: GroupAbout) {
  const describe = useRefusalText()
  const inherits = ref(true)
  const draft = ref<OptimizationDraft>(copyOf(defaultOptimization))
  const command = useCommand('plan.setOptimization', { subject: () => name, showsRefusal: true })
  const query = useQuery(
    () => ({ hostGroupId }),
    (input, options) => client.plan.optimization(input, options),
    { keeps: true },
  )
  const answer = query.data
  const refusal = computed(() => command.refusal.value ?? query.error.value)
  const wanted = computed(() => (inherits.value ? undefined : wholeOf(draft.value)))
  const shown = computed({
    get: () => (inherits.value && answer.value ? copyOf(answer.value.inherited) : draft.value),
    set: value => void (draft.value = value),
  })
  const isChanged = computed(() => {
    if (!answer.value) return false
    const isSameNow = isSame(draft.value, answer.value.settings)
    const { isOwn } = answer.value
    return isSettingsChange({ inherits: inherits.value, isRoot, isOwn, isSame: isSameNow })
  })

  watch(answer, (now, before) => {
    if (!now || before) return
    inherits.value = !now.isOwn && !isRoot
    draft.value = copyOf(now.settings)
  })

  return {
    ...{ answer, inherits, shown, isChanged },
    isValid: computed(() => inherits.value || wanted.value !== undefined),
    fault: computed(() => refusal.value && describe(refusal.value).text),
    isBusy: command.isRunning,
    mayEdit: command.isPermitted,
    save: async () => (await command.run({ hostGroupId, settings: wanted.value })) !== undefined,
  }
}

function copyOf(settings: DynamicOptimization): OptimizationDraft {
  return { ...settings, thresholds: { ...settings.thresholds } }
}

/** The settings as they are saved; undefined while a number is missing. */
function wholeOf(draft: OptimizationDraft): DynamicOptimization | undefined {
  const numbers = [draft.frequencyMinutes, draft.holdMinutes, draft.cooldownMinutes]
  const all = [...numbers, ...Object.values(draft.thresholds)]
  return all.includes(undefined) ? undefined : (draft as DynamicOptimization)
}

function isSame(draft: OptimizationDraft, settings: DynamicOptimization): boolean {
  const flat = ({ thresholds, ...rest }: OptimizationDraft) => ({ ...rest, ...thresholds })
  const [mine, theirs] = [flat(draft), flat(copyOf(settings))]
  const keys = Object.keys(theirs) as (keyof typeof theirs)[]
  return keys.every(key => mine[key] === theirs[key])
}
