// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { UiDialogHost, useDialogs } from '../../../../../renderer/ui/index.ts'
import { openDialogs } from '../../../../../renderer/ui/dialog/use-dialogs.ts'
import { mountUi } from '../mount-ui.ts'

let wrapper: VueWrapper | undefined
afterEach(() => {
  for (const dialog of openDialogs().value) dialog.settle(undefined)
  wrapper?.unmount()
})

async function shown(): Promise<HTMLElement> {
  await flushPromises()
  return document.querySelector<HTMLElement>('[role=dialog]')!
}

function submit(dialog: HTMLElement): void {
  dialog.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
}

test('dialogs: confirm: shows the consequences and answers true on its button', async () => {
  wrapper = mountUi(UiDialogHost)
  const answer = useDialogs().confirm({
    title: 'Turn off?',
    consequences: ['1 job is cancelled'],
    confirmLabel: 'Turn off',
  })
  const dialog = await shown()
  expect(dialog.textContent).toContain('1 job is cancelled')
  const titleId = dialog.getAttribute('aria-labelledby')
  expect(document.getElementById(titleId ?? '')?.textContent).toBe('Turn off?')
  submit(dialog)
  expect(await answer).toBe(true)
  expect(openDialogs().value).toEqual([])
})

test('dialogs: confirm cancelled: answers false', async () => {
  wrapper = mountUi(UiDialogHost)
  const answer = useDialogs().confirm({ title: 'Turn off?' })
  const dialog = await shown()
  const buttons = [...dialog.querySelectorAll('button')]
  buttons.find(button => button.textContent?.trim() === 'Cancel')!.click()
  expect(await answer).toBe(false)
})

test('dialogs: prompt: keeps a value with a fault and answers the mended one trimmed', async () => {
  wrapper = mountUi(UiDialogHost)
  const validate = (value: string) => (value ? undefined : 'Give it a name.')
  const answer = useDialogs().prompt({ title: 'Rename', label: 'Name', validate })
  const dialog = await shown()
  submit(dialog)
  await flushPromises()
  expect(dialog.querySelector('[role=alert]')?.textContent).toContain('Give it a name.')
  const input = dialog.querySelector('input')!
  input.value = ' desk-9 '
  input.dispatchEvent(new Event('input'))
  await flushPromises()
  submit(dialog)
  expect(await answer).toBe('desk-9')
})

test('dialogs: a component of its own: answers what it closes with', async () => {
  wrapper = mountUi(UiDialogHost)
  const Choose = defineComponent({
    props: { from: { type: Number, required: true } },
    emits: ['close'],
    setup:
      (props, { emit }) =>
      () =>
        h('button', { id: 'choose', onClick: () => emit('close', props.from + 1) }),
  })
  const answer = useDialogs().open<number>(Choose, { from: 4 })
  await flushPromises()
  document.getElementById('choose')?.click()
  expect(await answer).toBe(5)
})

test('dialogs: two at once: each answers its own question', async () => {
  const first = useDialogs().confirm({ title: 'First' })
  const second = useDialogs().confirm({ title: 'Second' })
  const [one, two] = openDialogs().value
  two?.settle(true)
  one?.settle(undefined)
  expect(await Promise.all([first, second])).toEqual([false, true])
})
