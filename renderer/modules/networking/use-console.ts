import { ref, type Ref } from 'vue'
import type { ClusterId } from '../../../shared/domain/index.ts'
import { client, failureOf, useCommand } from '../../session/index.ts'
import { useNetworkingView, type ConsoleLine } from './networking.store.ts'

const linesMost = 500
const historyMost = 50

export interface ConsoleBox {
  /** What stands behind the prompt. */
  line: Ref<string>
  isRunning: Ref<boolean>
  run(): Promise<void>
  /** Brings back what was typed before, or after it. */
  recall(step: -1 | 1): void
}

/**
 * Carries out lines of `cluster net`. The core says what a line means; what it changes goes through
 * the same command as the dialogs.
 */
export function useConsole(
  clusterId: () => ClusterId | undefined,
  onChange: () => void,
): ConsoleBox {
  const view = useNetworkingView()
  const update = useCommand('network.updateClusterNetwork', { showsRefusal: true, isQuiet: true })
  const line = ref('')
  const isRunning = ref(false)
  let at = view.history.length

  function print(kind: ConsoleLine['kind'], ...texts: string[]): void {
    const added = texts.map(text => ({ kind, text }))
    view.transcript = [...view.transcript, ...added].slice(-linesMost)
  }

  async function carryOut(id: ClusterId, text: string): Promise<void> {
    const { lines, change } = await client.network.console({ clusterId: id, line: text })
    print('output', ...lines)
    if (!change) return
    const answer = await update.run({ clusterId: id, ...change })
    if (answer) return onChange()
    const refusal = update.refusal.value
    if (refusal) print('refused', refusal.text, refusal.next)
  }

  async function run(): Promise<void> {
    const text = line.value.trim()
    const id = clusterId()
    if (text === '' || id === undefined || isRunning.value) return
    line.value = ''
    view.history = [...view.history.filter(one => one !== text), text].slice(-historyMost)
    at = view.history.length
    if (/^cls$/i.test(text)) return void (view.transcript = [])
    print('typed', text)
    isRunning.value = true
    try {
      await carryOut(id, text)
    } catch (error) {
      const { text: why, next } = failureOf(error)
      print('refused', why, next)
    } finally {
      isRunning.value = false
      print('output', '')
    }
  }

  function recall(step: -1 | 1): void {
    at = Math.max(0, Math.min(view.history.length, at + step))
    line.value = view.history[at] ?? ''
  }

  return { line, isRunning, run, recall }
}
