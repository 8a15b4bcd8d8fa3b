import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ScenarioResultView } from '../../../shared/contract/index.ts'
import type { RefusalView } from '../../../shared/refusals/index.ts'
import { client, failureOf } from '../../session/index.ts'

/** What a person wants to run. */
export interface ScenarioWish {
  name: string
  seed: number
  runs: number
}

/** One run with what it measured; kept until the page is closed. */
export interface ScenarioRun extends ScenarioWish {
  key: number
  result: ScenarioResultView
  /** Simulated seconds that it passed, by which the next run of it knows how far it is. */
  simulatedS: number
}

/** The runs of this session: the one under way goes on while another page is in sight. */
export const useScenarioRuns = defineStore('scenarios', () => {
  const runs = shallowRef<readonly ScenarioRun[]>([])
  const running = shallowRef<ScenarioWish>()
  const simulatedS = ref(0)
  const refusal = shallowRef<RefusalView>()
  const isCancelled = ref(false)
  let controller: AbortController | undefined

  async function run(wish: ScenarioWish): Promise<void> {
    controller?.abort()
    const mine = new AbortController()
    controller = mine
    running.value = wish
    simulatedS.value = 0
    refusal.value = undefined
    isCancelled.value = false
    try {
      const events = await client.scenario.run(wish, { signal: mine.signal })
      for await (const event of events) {
        if (event.type === 'progress') simulatedS.value = event.simulatedS
        else keep(wish, event.result)
      }
    } catch (failure) {
      if (!mine.signal.aborted) refusal.value = failureOf(failure)
    } finally {
      if (controller === mine) running.value = undefined
    }
  }

  function keep(wish: ScenarioWish, result: ScenarioResultView): void {
    const key = runs.value.length
    runs.value = [{ ...wish, key, result, simulatedS: simulatedS.value }, ...runs.value]
  }

  function cancel(): void {
    controller?.abort()
    controller = undefined
    running.value = undefined
    isCancelled.value = true
  }

  /** How far the run is, 0 to 1, as far as an earlier one of the same kind tells. */
  const share = computed(() => {
    const wish = running.value
    const before = wish && runs.value.find(one => one.name === wish.name)
    if (!wish || !before || before.simulatedS === 0) return undefined
    const expectedS = (before.simulatedS * wish.runs) / before.runs
    return Math.min(0.99, simulatedS.value / expectedS)
  })

  return { runs, running, simulatedS, share, refusal, isCancelled, run, cancel }
})
