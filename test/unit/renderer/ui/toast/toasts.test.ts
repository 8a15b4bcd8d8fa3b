// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import { nextTick } from 'vue'
import { UiToastHost, useToasts } from '../../../../../renderer/ui/index.ts'
import { shownToasts, toastDurationMs } from '../../../../../renderer/ui/toast/use-toasts.ts'
import { mountUi } from '../mount-ui.ts'

let wrapper: VueWrapper
const { show, dismiss } = useToasts()

beforeEach(() => {
  // The clock goes on, because Vue tells clicks that came before their handler by it.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  wrapper = mountUi(UiToastHost)
})
afterEach(() => {
  for (const toast of shownToasts().value) dismiss(toast.id)
  wrapper.unmount()
  vi.useRealTimers()
})

function texts(): string[] {
  return shownToasts().value.map(toast => toast.text)
}

test('toasts: a message: goes by itself, what went wrong stays', async () => {
  show({ text: 'Renamed' })
  show({ text: 'Not renamed', tone: 'crit' })
  await nextTick()
  vi.advanceTimersByTime(60_000)
  expect(texts()).toEqual(['Not renamed'])
})

test('toasts: something to take back: stays longer and runs once', async () => {
  const run = vi.fn()
  show({ text: 'Deleted', action: { label: 'Undo', run } })
  await nextTick()
  expect(toastDurationMs({ text: '', action: { label: '', run } })).toBeGreaterThan(
    toastDurationMs({ text: '' }),
  )
  document.querySelector<HTMLElement>('.ui-toast__action')?.click()
  expect(run).toHaveBeenCalledTimes(1)
  expect(texts()).toEqual([])
})

test('toasts: pointed at: waits and starts again afterwards', async () => {
  show({ text: 'Renamed' })
  await nextTick()
  const toast = document.querySelector('.ui-toast')
  toast?.dispatchEvent(new Event('mouseenter'))
  vi.advanceTimersByTime(60_000)
  expect(texts()).toEqual(['Renamed'])
  toast?.dispatchEvent(new Event('mouseleave'))
  vi.advanceTimersByTime(60_000)
  expect(texts()).toEqual([])
})

test('toasts: too many at once: the oldest goes', () => {
  for (const text of ['1', '2', '3', '4', '5']) show({ text })
  expect(texts()).toEqual(['2', '3', '4', '5'])
})
