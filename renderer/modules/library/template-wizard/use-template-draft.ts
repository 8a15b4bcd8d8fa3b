import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { RefusalView } from '../../../../shared/refusals/index.ts'
import { useCommand } from '../../../session/index.ts'
import {
  newTemplateDraft,
  templateDraftOf,
  templateFaults,
  templateInputOf,
  templateStepOfRefusal,
  withDisk,
  type TemplateDraft,
  type TemplateStep,
} from '../model/index.ts'
import type { Library } from '../use-library.ts'

/** What the wizard begins with: a template to edit or copy, or a disk to start from. */
export interface TemplateStart {
  edit?: string | undefined
  copy?: string | undefined
  diskId?: string | undefined
}

export interface TemplateForm {
  draft: Ref<TemplateDraft>
  isEdit: ComputedRef<boolean>
  isDirty: ComputedRef<boolean>
  /** False until the template to edit or copy is there. */
  isReady: ComputedRef<boolean>
  /** The contract's fields that are at fault, page by page. */
  faults: ComputedRef<Partial<Record<TemplateStep, string[]>>>
  refusal: Readonly<Ref<RefusalView | undefined>>
  /** Sends the command: the template's id when it was done, else the page to put it right on. */
  save(): Promise<{ id: string } | { step: TemplateStep }>
}

/** A template while it is made or changed; nothing of it is lost when the command is refused. */
export function useTemplateDraft(start: TemplateStart, library: Library): TemplateForm {
  const draft = ref<TemplateDraft>(newTemplateDraft())
  const untouched = shallowRef(JSON.stringify(draft.value))
  const isReady = ref(start.edit === undefined && start.copy === undefined)
  const subject = () => draft.value.name
  const create = useCommand('template.create', { showsRefusal: true, subject })
  const update = useCommand('template.update', { showsRefusal: true, subject })
  const command = () => (draft.value.templateId ? update : create)

  function begin(from: TemplateDraft): void {
    draft.value = from
    untouched.value = JSON.stringify(from)
    isReady.value = true
  }

  const stopTemplate = watch(
    library.templates.data,
    rows => {
      const row = rows?.find(one => one.id === (start.edit ?? start.copy))
      if (!row || isReady.value) return
      begin(templateDraftOf(row, start.edit ? 'edit' : 'copy'))
      queueMicrotask(() => stopTemplate())
    },
    { immediate: true },
  )
  watch(
    library.disks.data,
    rows => {
      const disk = rows?.find(one => one.id === start.diskId)
      if (disk && draft.value.diskId === undefined) draft.value = withDisk(draft.value, disk)
    },
    { immediate: true },
  )

  async function save(): Promise<{ id: string } | { step: TemplateStep }> {
    const input = templateInputOf(draft.value)
    const { templateId } = draft.value
    const answer = templateId ? await update.run({ ...input, templateId }) : await create.run(input)
    if (answer) return { id: templateId ?? answer.id ?? '' }
    return { step: templateStepOfRefusal(command().refusal.value?.code ?? '') }
  }

  return {
    draft,
    isEdit: computed(() => draft.value.templateId !== undefined),
    isDirty: computed(() => JSON.stringify(draft.value) !== untouched.value),
    isReady: computed(() => isReady.value),
    faults: computed(() => templateFaults(draft.value)),
    refusal: computed(() => command().refusal.value),
    save,
  }
}
