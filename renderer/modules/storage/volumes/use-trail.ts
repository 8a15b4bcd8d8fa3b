import { ref, watch, type Ref } from 'vue'
import type { VolumeRowView } from '../../../../shared/contract/index.ts'

const trailLength = 40

/** The latencies of volumes as they were seen, newest last; kept while the page is open. */
export function useTrail(volumes: Readonly<Ref<readonly VolumeRowView[] | undefined>>) {
  const trails = ref<Readonly<Record<string, readonly number[]>>>({})

  watch(volumes, rows => {
    if (!rows) return
    trails.value = Object.fromEntries(
      rows.map(({ id, latencyMs }) => {
        const known = trails.value[id] ?? []
        return [id, [...known, latencyMs].slice(-trailLength)]
      }),
    )
  })

  return (id: string): readonly number[] => trails.value[id] ?? []
}
