// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { UiWizard } from '../../../../../renderer/ui/index.ts'
import { openDialogs } from '../../../../../renderer/ui/dialog/use-dialogs.ts'
import { mountUi } from '../mount-ui.ts'

const steps = [
  { key: 'name', label: 'Name', summary: 'acct-017' },
  { key: 'summary', label: 'Summary' },
]

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

function wizard(props: Record<string, unknown> = {}): VueWrapper {
  wrapper = mountUi(UiWizard, { title: 'Create role', steps, finish: () => undefined, ...props })
  return wrapper
}

test('wizard: Esc with nothing entered: leaves at once', async () => {
  await wizard().trigger('keydown', { key: 'Escape' })
  expect(wrapper?.emitted('cancel')).toHaveLength(1)
})

test('wizard: Esc with something entered: asks first and stays on a no', async () => {
  await wizard({ dirty: true }).trigger('keydown', { key: 'Escape' })
  expect(wrapper?.emitted('cancel')).toBeUndefined()
  openDialogs().value.at(-1)?.settle(false)
  await flushPromises()
  expect(wrapper?.emitted('cancel')).toBeUndefined()
  await wrapper?.trigger('keydown', { key: 'Escape' })
  openDialogs().value.at(-1)?.settle(true)
  await flushPromises()
  expect(wrapper?.emitted('cancel')).toHaveLength(1)
})

test('wizard: the button to go on: names the next page, then the end', async () => {
  const shown = wizard({ finishLabel: 'Create' })
  const primary = () => shown.find('.ui-button--primary')
  expect(primary().text()).toBe('Next: Summary')
  await primary().trigger('click')
  await flushPromises()
  expect(primary().text()).toBe('Create')
  expect(shown.find('[aria-current=step]').text()).toContain('Summary')
})
