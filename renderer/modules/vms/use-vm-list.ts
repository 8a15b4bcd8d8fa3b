import { computed, type ComputedRef } from 'vue'
import type { VmRowView, WindowInput } from '../../../shared/contract/index.ts'
import type { VmId } from '../../../shared/domain/index.ts'
import {
  client,
  useSubscription,
  useWindow,
  type ListInput,
  type LiveWindow,
} from '../../session/index.ts'
import { figuresById, withFigures } from './vm-figures.ts'

export interface VmList extends LiveWindow<VmRowView> {
  input: ComputedRef<ListInput>
  /** The ids of a span of the list, also of rows that are not loaded. */
  idsBetween(from: number, to: number): Promise<VmId[]>
}

const mostRowsAsked = 500
const mostFigures = 500

/** The live list of VMs, its figures merged from their own stream. */
export function useVmList(input: () => ListInput): VmList {
  const asked = computed(input)
  const list = useWindow(client.vm.watch, asked)

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
    const pages: Promise<{ rows: VmRowView[] }>[] = []
    for (let offset = from; offset <= to; offset += mostRowsAsked) {
      const limit = Math.min(mostRowsAsked, to - offset + 1)
      pages.push(client.vm.list({ ...(asked.value as WindowInput), offset, limit }))
    }
    const answers = await Promise.all(pages)
    return answers.flatMap(page => page.rows.map(vm => vm.id))
  }

  return { ...list, input: asked, idsBetween }
}
