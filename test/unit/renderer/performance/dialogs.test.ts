// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test } from 'vitest'
import AddCountersDialog from '../../../../renderer/modules/performance/AddCountersDialog.vue'
import LineDialog from '../../../../renderer/modules/performance/LineDialog.vue'
import { linkSwitch } from '../../../../renderer/session/client.ts'
import { fakeLink } from '../../../kit/fake-client.ts'
import { mountUi } from '../ui/mount-ui.ts'

const path = '\\\\hv-01\\Memory\\Available MBytes'
const counter = { description: '', explain: '', unit: '%', scale: 0, kind: 'average' as const }
const set = {
  ...{ object: 'Hyper-V Hypervisor Logical Processor', description: '', on: 'host' as const },
  ...{ isSingle: false, hasTotal: true },
  counters: ['% Total Run Time', '% Guest Run Time'].map(name => ({ ...counter, name })),
}

let wrapper: VueWrapper | undefined
beforeEach(() => {
  setActivePinia(createPinia())
  const none = { paths: [], total: 0, leftOut: 0, unmatched: [] }
  linkSwitch.use(
    fakeLink({
      counter: {
        sets: () => ({ sets: [set], computers: ['HOSTWARD', 'hv-01'] }),
        instances: () => ({ rows: [], total: 0 }),
        expand: () => none,
      },
    }),
  )
  linkSwitch.setLive(true)
})
afterEach(() => {
  wrapper?.unmount()
  linkSwitch.use(undefined)
})

async function shown(): Promise<HTMLElement> {
  await flushPromises()
  return document.querySelector<HTMLElement>('[role=dialog]')!
}

test('add counters: refused, then another counter is chosen: the refusal goes', async () => {
  wrapper = mountUi(AddCountersDialog, { count: 0 })
  const dialog = await shown()
  const said = () => dialog.querySelector('[role=alert]')?.textContent?.trim()
  dialog.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
  expect(said()).toContain('No such counter exists now')
  const list = dialog.querySelector<HTMLSelectElement>('select[multiple]')!
  list.options[0]!.selected = false
  list.options[1]!.selected = true
  list.dispatchEvent(new Event('change'))
  await flushPromises()
  expect(said()).toBeUndefined()
})

test('add counters: a search that finds nothing: said, and nothing unseen can be added', async () => {
  wrapper = mountUi(AddCountersDialog, { count: 0 })
  const dialog = await shown()
  const search = dialog.querySelector<HTMLInputElement>('input[type=search]')!
  search.value = 'zzz'
  search.dispatchEvent(new Event('input'))
  await flushPromises()
  const instances = dialog.querySelectorAll<HTMLSelectElement>('select[multiple]')[1]!
  expect(instances.textContent).toContain('No instance has these letters')
  expect(instances.textContent).not.toContain('_Total')
  const submit = dialog.querySelector('button[type=submit]')!
  expect(submit.getAttribute('aria-disabled')).toBe('true')
  search.value = ''
  search.dispatchEvent(new Event('input'))
  await flushPromises()
  expect([...instances.selectedOptions].map(one => one.value)).toEqual(['_Total'])
})

test('properties of a line: every group of choices has its heading in sight', async () => {
  const line = { path, color: 0, widthPx: 2, style: 'solid' as const }
  wrapper = mountUi(LineDialog, { line, name: 'Available MBytes' })
  const dialog = await shown()
  const headings = [...dialog.querySelectorAll('.ui-field__label')].map(one =>
    one.textContent?.trim(),
  )
  expect(headings).toEqual(['Path', 'Colour', 'Width in pixels', 'Line', 'Scale'])
  expect(dialog.textContent).toContain(path)
})

test('properties of a figure of the history: it has no path, and none is shown', async () => {
  const line = { path: 'volume-1|latency', color: 0, widthPx: 2, style: 'solid' as const }
  wrapper = mountUi(LineDialog, { line, name: 'Latency' })
  expect((await shown()).textContent).not.toContain('volume-1|')
})
