import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useAsyncSearch } from '../../../../../renderer/ui/form/index.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function search() {
  const answers = new Map<string, (found: string[]) => void>()
  const scope = effectScope()
  const handle = scope.run(() =>
    useAsyncSearch(text => new Promise<string[]>(resolve => answers.set(text, resolve))),
  )!
  return { ...handle, answers, scope }
}

test('search: fast typing: asks once, for the last text', async () => {
  const { look, answers } = search()
  look('h')
  look('hv')
  await vi.advanceTimersByTimeAsync(200)
  expect([...answers.keys()]).toEqual(['hv'])
})

test('search: an answer that was overtaken: is dropped', async () => {
  const { look, found, isSearching, answers } = search()
  look('a')
  await vi.advanceTimersByTimeAsync(200)
  look('b')
  await vi.advanceTimersByTimeAsync(200)
  answers.get('b')?.(['new'])
  await vi.advanceTimersByTimeAsync(0)
  answers.get('a')?.(['old'])
  await vi.advanceTimersByTimeAsync(0)
  expect([found.value, isSearching.value]).toEqual([['new'], false])
})

test('search: a failure: is told, and the next answer clears it', async () => {
  let fails = true
  const scope = effectScope()
  const { look, hasFailed, found } = scope.run(() =>
    useAsyncSearch<string>(async () => {
      if (fails) throw new Error('gone')
      return ['x']
    }),
  )!
  look('a')
  await vi.advanceTimersByTimeAsync(200)
  expect(hasFailed.value).toBe(true)
  fails = false
  look('a')
  await vi.advanceTimersByTimeAsync(200)
  expect([hasFailed.value, found.value]).toEqual([false, ['x']])
})

test('search: its owner gone: asks nothing more', async () => {
  const { look, answers, scope } = search()
  look('a')
  scope.stop()
  await vi.advanceTimersByTimeAsync(500)
  expect(answers.size).toBe(0)
})
