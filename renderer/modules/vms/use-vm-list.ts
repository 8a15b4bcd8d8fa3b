import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { VmRowView, WindowInput } from '../../../shared/contract/index.ts'
import { kindOfId, type VmId } from '../../../shared/domain/index.ts'
import {
  client,
  useSubscription,
  useWindow,
  type ListInput,
  type LiveWindow,
  type WindowOptions,
} from '../../session/index.ts'
import { vmsAsCsv } from './export-csv.ts'
import { figuresById, withFigures } from './vm-figures.ts'

export interface VmList extends LiveWindow<VmRowView> {
  input: ComputedRef<ListInput>
  /** The ids of a span of the list, also of rows that are not loaded. */
  idsBetween(from: number, to: number): Promise<VmId[]>
  /** Whether a long span is being collected, which takes a moment. */
  isCollecting: Readonly<Ref<boolean>>
}

const mostRowsAsked = 500
const mostFigures = 500

/** The live list of VMs, its figures merged from their own stream. */
export function useVmList(input: () => ListInput, options: WindowOptions = {}): VmList {
  const asked = computed(input)
  const isCollecting = ref(false)
  const list = useWindow(client.vm.watch, asked, options)

  useSubscription({
    key: () => {
      const ids = list.window.value.rows.slice(0, mostFigures).map(vm => vm.id)
      return ids.length > 0 ? ids : undefined
    },
    open: (vmIds: VmId[], signal) => client.vm.figures({ vmIds }, { signal }),
    onEvent(frame) {
      const figures = figuresById(frame)
      list.patch(vm => withFigures(vm, figures.get(vm.id)))
    },
    settleMs: 150,
  })

  async function idsBetween(from: number, to: number): Promise<VmId[]> {
    const limit = to - from + 1
    if (limit > mostRowsAsked) return collect(from, to)
    const page = await client.vm.list({ ...(asked.value as WindowInput), offset: from, limit })
    return page.rows.map(vm => vm.id)
  }

  async function collect(from: number, to: number): Promise<VmId[]> {
    isCollecting.value = true
    try {
      return (await allIds(asked.value)).slice(from, to + 1)
    } finally {
      isCollecting.value = false
    }
  }

  return { ...list, input: asked, idsBetween, isCollecting }
}

/** The ids of the whole list in its order: one pass of the core, not one for each page. */
async function allIds(input: ListInput): Promise<VmId[]> {
  const lines = (await vmsAsCsv(input, ['id'])).split('\r\n')
  return lines.map(line => line.replaceAll('"', '')).filter(id => kindOfId(id) === 'vm') as VmId[]
}
