import { expect, test } from 'vitest'
import { ref } from 'vue'
import { useWizard, type WizardStep } from '../../../../../renderer/ui/wizard/use-wizard.ts'

function wizard(faults: Record<string, string | undefined> = {}) {
  const current = ref<string | undefined>()
  const finished: string[] = []
  const step = (key: string): WizardStep => ({ key, label: key, validate: () => faults[key] })
  const steps = [step('name'), step('scope'), step('summary')]
  const leads = useWizard({ steps, current, onFinish: () => void finished.push('done') })
  return { ...leads, current, finished, faults }
}

test('wizard: a page without a fault: leads to the next, the last one finishes', async () => {
  const { next, current, finished, isLast } = wizard()
  expect(current.value).toBe('name')
  await next()
  await next()
  expect([current.value, isLast.value]).toEqual(['summary', true])
  await next()
  expect(finished).toEqual(['done'])
})

test('wizard: a page with a fault: stays and says it, and forgets it when it is mended', async () => {
  const { next, current, fault, faults } = wizard({ name: 'Give it a name.' })
  await next()
  expect([current.value, fault.value]).toEqual(['name', 'Give it a name.'])
  faults.name = undefined
  await next()
  expect([current.value, fault.value]).toEqual(['scope', undefined])
})

test('wizard: an earlier page that went wrong: the end goes back to it and does nothing', async () => {
  const { next, current, fault, faults, finished } = wizard()
  await next()
  await next()
  faults.name = 'Somebody took that name.'
  await next()
  expect([current.value, fault.value, finished]).toEqual(['name', 'Somebody took that name.', []])
})

test('wizard: pages: may be returned to, and none may be skipped', async () => {
  const { next, previous, goTo, canGoTo, current } = wizard()
  expect([canGoTo(1), canGoTo(2)]).toEqual([true, false])
  await next()
  await next()
  await goTo(0)
  expect([current.value, canGoTo(2)]).toEqual(['name', true])
  await goTo(2)
  expect(current.value).toBe('summary')
  previous()
  expect(current.value).toBe('scope')
})

test('wizard: going forwards over pages: stops at the first with a fault', async () => {
  const { next, goTo, current, faults, fault } = wizard()
  await next()
  await next()
  await goTo(0)
  faults.scope = 'Choose a host group.'
  await goTo(2)
  expect([current.value, fault.value]).toEqual(['scope', 'Choose a host group.'])
})

test('wizard: done pages: are told from the current one and those to come', async () => {
  const { next, previous, statusOf } = wizard()
  await next()
  expect([0, 1, 2].map(statusOf)).toEqual(['done', 'current', 'todo'])
  previous()
  expect([0, 1, 2].map(statusOf)).toEqual(['current', 'done', 'todo'])
})

test('wizard: a check that takes a while: a second click does not run it again', async () => {
  let asked = 0
  let answer: () => void = () => undefined
  const validate = () => {
    asked += 1
    return new Promise<undefined>(resolve => (answer = () => resolve(undefined)))
  }
  const current = ref<string | undefined>()
  const steps = [
    { key: 'a', label: 'a', validate },
    { key: 'b', label: 'b' },
  ]
  const { next, isBusy } = useWizard({ steps, current, onFinish: () => undefined })
  const first = next()
  await next()
  expect([asked, isBusy.value, current.value]).toEqual([1, true, 'a'])
  answer()
  await first
  expect([isBusy.value, current.value]).toEqual([false, 'b'])
})
