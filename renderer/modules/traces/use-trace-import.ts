import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { RefusalView } from '../../../shared/refusals/index.ts'
import { useCommand } from '../../session/index.ts'
import { chooseFiles, filesFault, packFiles, sourceNameOf, type ChosenFiles } from './pack-files.ts'

/** Where an import stands: files are chosen, read into memory, and then sent as one command. */
export type ImportStage = 'choose' | 'read' | 'send'

export interface TraceImport {
  source: Ref<string>
  chosen: Readonly<Ref<ChosenFiles | undefined>>
  fault: ComputedRef<ReturnType<typeof filesFault>>
  stage: Readonly<Ref<ImportStage>>
  /** From 0 to 1 of the bytes to read. */
  progress: Readonly<Ref<number>>
  refusal: Readonly<Ref<RefusalView | undefined>>
  choose(list: Iterable<File>): void
  /** The number of traces; undefined where it was refused or the files could not be read. */
  send(): Promise<number | undefined>
}

/** An import of traces: a folder, some files, or an archive. Nothing is imported on any fault. */
export function useTraceImport(): TraceImport {
  const source = ref('')
  const chosen = shallowRef<ChosenFiles>()
  const stage = ref<ImportStage>('choose')
  const progress = ref(0)
  const command = useCommand('trace.import', { showsRefusal: true, subject: source })

  /** What was refused is no longer what would be sent. */
  const isOutdated = ref(false)
  watch(source, () => (isOutdated.value = true))

  function choose(list: Iterable<File>): void {
    const before = chosen.value && sourceNameOf(chosen.value.files)
    chosen.value = chooseFiles(list)
    isOutdated.value = true
    // A name that a person typed stays; one that was proposed follows the files.
    if (source.value === '' || source.value === before) {
      source.value = sourceNameOf(chosen.value.files)
    }
  }

  async function send(): Promise<number | undefined> {
    const { files, bytes } = chosen.value ?? { files: [], bytes: 0 }
    try {
      stage.value = 'read'
      isOutdated.value = false
      progress.value = 0
      const packed = await packFiles(files, read => {
        progress.value = bytes > 0 ? read / bytes : 1
      })
      stage.value = 'send'
      const answer = await command.run({ source: source.value.trim(), files: packed })
      return answer?.traces
    } finally {
      stage.value = 'choose'
    }
  }

  return {
    source,
    chosen,
    fault: computed(() => chosen.value && filesFault(chosen.value)),
    stage,
    progress,
    refusal: computed(() => (isOutdated.value ? undefined : command.refusal.value)),
    choose,
    send,
  }
}
