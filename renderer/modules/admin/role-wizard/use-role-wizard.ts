import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RefusalView } from '../../../../shared/refusals/index.ts'
import { useCommand, useRefusalText } from '../../../session/index.ts'
import type { WizardStep } from '../../../ui/index.ts'
import { inputOfDraft, type RoleDraft } from './role-draft.ts'
import { faultOfStep, stepOfRefusal, stepsFor, type RoleStepKey } from './role-steps.ts'
import { useStepSummaries } from './use-step-summaries.ts'

export interface RoleWizardModel {
  current: Ref<string | undefined>
  steps: ComputedRef<WizardStep[]>
  /** What was refused, on the page that it concerns. */
  error: ComputedRef<string | undefined>
  isDirty: ComputedRef<boolean>
  finish(): Promise<void>
}

/**
 * The wizard of a user role round its draft: pages with what was decided on each, checks, and the
 * one command at the end. A refusal leads to the page that it concerns.
 */
export function useRoleWizard(
  draft: Ref<RoleDraft>,
  onDone: (roleId: string | undefined) => void,
): RoleWizardModel {
  const { t } = useI18n()
  const describe = useRefusalText()
  const subject = () => draft.value.name.trim()
  const create = useCommand('role.create', { showsRefusal: true, subject })
  const update = useCommand('role.update', { showsRefusal: true, subject })
  const current = ref<string>()
  const summaryOf = useStepSummaries(draft)
  const refused = ref<{ step: RoleStepKey; refusal: RefusalView }>()
  const reached = ref(new Set<string>())
  const before = JSON.stringify(draft.value)

  watch(
    draft,
    () => {
      if (refused.value && current.value === refused.value.step) refused.value = undefined
    },
    { deep: true },
  )

  watch(current, key => key && reached.value.add(key), { immediate: true })

  const steps = computed<WizardStep[]>(() =>
    stepsFor(draft.value.profile).map(key => ({
      key,
      label: t(`roles.step.${key}`),
      // A page that nobody has seen has decided nothing yet.
      summary: reached.value.has(key) || draft.value.roleId ? summaryOf(key) : undefined,
      validate: () => {
        const fault = faultOfStep(key, draft.value)
        return fault && t(`roles.fault.${fault}`)
      },
    })),
  )

  const error = computed(() => {
    if (!refused.value || current.value !== refused.value.step) return undefined
    const { text, next } = describe(refused.value.refusal)
    return `${text} ${next}`
  })

  async function finish(): Promise<void> {
    refused.value = undefined
    const { profile, ...input } = inputOfDraft(draft.value)
    const { roleId } = draft.value
    const answer = roleId
      ? await update.run({ roleId, ...input })
      : await create.run({ profile, ...input })
    if (answer) return onDone(answer.id ?? roleId)
    const refusal = (roleId ? update : create).refusal.value
    if (!refusal) return
    const step = stepOfRefusal(refusal.code, refusal.data, draft.value)
    refused.value = { step, refusal }
    current.value = step
  }

  return {
    current,
    steps,
    error,
    isDirty: computed(() => JSON.stringify(draft.value) !== before),
    finish,
  }
}
