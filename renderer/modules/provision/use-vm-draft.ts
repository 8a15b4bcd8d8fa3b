import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { HostRating } from '../../../shared/contract/index.ts'
import type { HostGroupId, HostId } from '../../../shared/domain/index.ts'
import type { RefusalView } from '../../../shared/refusals/index.ts'
import { client, useCommand, useQuery, type OutputOf } from '../../session/index.ts'
import type { Library } from '../library/index.ts'
import {
  createInputOf,
  faultsOf,
  fromDisk,
  fromTemplate,
  newVmDraft,
  stepOfRefusal,
  type StepFaults,
  type VmDraft,
  type VmStep,
} from './model/index.ts'

/** What the wizard begins with: a source, and where the person stood in the tree. */
export interface VmStart {
  templateId?: string | undefined
  diskId?: string | undefined
  hostGroupId?: string | undefined
  hostId?: string | undefined
}

export interface VmForm {
  draft: Ref<VmDraft>
  isDirty: ComputedRef<boolean>
  faults: ComputedRef<StepFaults>
  refusal: Readonly<Ref<RefusalView | undefined>>
  /** The page on which the last refusal is put right. */
  refusedAt: Readonly<Ref<VmStep | undefined>>
  /** Sends the command; undefined where it was refused. */
  create(): Promise<OutputOf<'vm.create'> | undefined>
}

/** The VM while it is described; nothing of it is lost when the command is refused. */
export function useVmDraft(
  start: VmStart,
  library: Library,
  chosenRating: () => HostRating | undefined,
): VmForm {
  const draft = ref<VmDraft>(newVmDraft())
  const untouched = shallowRef(JSON.stringify(draft.value))
  const refusedAt = ref<VmStep>()
  const command = useCommand('vm.create', { showsRefusal: true, subject: () => draft.value.name })

  startFromLibrary(start, library, part => begin(part))
  startAtHost(start, part => begin(part))

  /** What the address asked for is no entry of the person. */
  function begin(part: Partial<VmDraft>): void {
    draft.value = { ...draft.value, ...part }
    untouched.value = JSON.stringify(draft.value)
  }

  async function create(): Promise<OutputOf<'vm.create'> | undefined> {
    refusedAt.value = undefined
    const answer = await command.run(createInputOf(draft.value))
    if (!answer) refusedAt.value = stepOfRefusal(command.refusal.value?.code ?? '', draft.value)
    return answer
  }

  return {
    draft,
    isDirty: computed(() => JSON.stringify(draft.value) !== untouched.value),
    faults: computed(() => faultsOf(draft.value, chosenRating())),
    refusal: command.refusal,
    refusedAt,
    create,
  }
}

function startFromLibrary(
  start: VmStart,
  library: Library,
  begin: (part: Partial<VmDraft>) => void,
): void {
  if (start.templateId) {
    const stop = watch(
      library.templates.data,
      rows => {
        const row = rows?.find(one => one.id === start.templateId)
        if (row?.enabled) begin(fromTemplate(row))
        if (rows) queueMicrotask(() => stop())
      },
      { immediate: true },
    )
  }
  if (start.diskId) {
    const stop = watch(
      library.disks.data,
      rows => {
        const row = rows?.find(one => one.id === start.diskId)
        if (row) begin(fromDisk(row))
        if (rows) queueMicrotask(() => stop())
      },
      { immediate: true },
    )
  }
}

/** The host group or the host that was chosen in the tree. */
function startAtHost(start: VmStart, begin: (part: Partial<VmDraft>) => void): void {
  const { hostId, hostGroupId } = start
  if (hostGroupId) begin({ hostGroup: { id: hostGroupId as HostGroupId, name: '' } })
  if (!hostId) return
  const query = useQuery(
    () => ({ hostId: hostId as HostId }),
    (input, options) => client.host.get(input, options),
  )
  const stop = watch(query.data, host => {
    if (!host) return
    const hostGroup = { id: host.hostGroupId, name: host.hostGroupName }
    begin({ destinationKind: 'host', host: { id: host.id, name: host.name }, hostGroup })
    stop()
  })
}
