// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, ref, shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { createI18n } from 'vue-i18n'
import { linkSwitch } from '../../../../renderer/session/client.ts'
import { refusalMessages } from '../../../../renderer/session/refusal-text.ts'
import type { Session } from '../../../../renderer/session/session.ts'
import {
  useCommand,
  type Command,
  type CommandOptions,
} from '../../../../renderer/session/use-command.ts'
import { provideSession } from '../../../../renderer/session/use-session.ts'
import { shownToasts } from '../../../../renderer/ui/toast/use-toasts.ts'
import { useToasts } from '../../../../renderer/ui/index.ts'
import session from '../../../../renderer/locales/en/session.json'
import {
  fakeLink,
  refused,
  settle,
  type FakeHandlers,
  type FakeLink,
} from '../../../kit/fake-client.ts'

const privileges = ref(new Set<string>())

beforeEach(() => {
  privileges.value = new Set(['vm.start'])
  provideSession({ can: privilege => privileges.value.has(privilege) } as Session)
  for (const toast of shownToasts().value) useToasts().dismiss(toast.id)
})
afterEach(() => {
  provideSession(undefined)
  linkSwitch.use(undefined)
})

function setUp(handlers: FakeHandlers, options: CommandOptions = {}) {
  const link: FakeLink = fakeLink(handlers)
  linkSwitch.use(link)
  const found = shallowRef<Command<'vm.start'>>()
  const view = defineComponent(() => {
    found.value = useCommand('vm.start', options)
    return () => h('div')
  })
  const messages = {
    ...session,
    ...refusalMessages(),
    'common.undo': 'Undo',
    'action.vm.start': 'Start',
  }
  const i18n = createI18n({
    legacy: false,
    locale: 'en',
    messages: { en: messages },
    messageResolver: (all, key) => (all as Record<string, string>)[key] ?? null,
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: view }],
  })
  mount(view, { global: { plugins: [i18n, router] } })
  return { command: found.value!, link, router }
}

const accepted = { accepted: 2, refused: [], jobId: 'job-7' } as const

describe('command', () => {
  it('command: accepted: the message names action and subject and leads to the job', async () => {
    const { command, router } = setUp(
      { vm: { start: () => ({ ...accepted, refused: [] }) } },
      { subject: '2 virtual machines' },
    )
    await command.run({ vmIds: ['vm-1', 'vm-2'] })
    const toast = shownToasts().value.at(-1)
    expect([toast?.text, toast?.action?.label]).toEqual(['Start: 2 virtual machines', 'Show job'])
    toast?.action?.run()
    await settle()
    await router.isReady()
    expect(router.currentRoute.value.fullPath).toBe('/jobs/job-7')
  })

  it('command: it can be undone: the message offers that, and it runs the named operation', async () => {
    const undo = { operation: 'vm.shutDown', input: { vmIds: ['vm-1'] } }
    const { command, link } = setUp({
      vm: {
        start: () => ({ ...accepted, refused: [], undo }),
        shutDown: () => ({ ...accepted, refused: [] }),
      },
    })
    await command.run({ vmIds: ['vm-1'] })
    shownToasts().value.at(-1)?.action?.run()
    await settle()
    expect(link.calls.at(-1)).toEqual({ name: 'vm.shutDown', input: undo.input })
  })

  it('command: part of the objects refuse: how many it reached, and the first reason', async () => {
    const refusal = { code: 'vm.busy', data: { name: 'web-1', job: 'Save' }, text: '', next: '' }
    const { command } = setUp({
      vm: {
        start: () => ({ accepted: 2, refused: [{ id: 'vm-3', name: 'web-1', refusal }] }),
      },
    })
    await command.run({ vmIds: ['vm-1', 'vm-2', 'vm-3'] })
    expect(shownToasts().value.at(-1)).toMatchObject({
      tone: 'warn',
      text: 'Start: 2 of 3. web-1 is busy with the job "Save".',
    })
  })

  it('command: refused: text and next step are said, and the refusal stays as data', async () => {
    const { command } = setUp({
      vm: {
        start: () => {
          throw refused('vm.busy', { name: 'web-1', job: 'Save' })
        },
      },
    })
    expect(await command.run({ vmIds: ['vm-1'] })).toBeUndefined()
    expect(shownToasts().value.at(-1)).toMatchObject({
      tone: 'crit',
      text: 'web-1 is busy with the job "Save". Wait for the job, or cancel it.',
    })
    expect(command.refusal.value?.data).toMatchObject({ name: 'web-1' })
  })

  it('command: a form shows the refusal itself: no message', async () => {
    const { command } = setUp(
      {
        vm: {
          start: () => {
            throw refused('vm.busy', { name: 'web-1', job: 'Save' })
          },
        },
      },
      { showsRefusal: true },
    )
    await command.run({ vmIds: ['vm-1'] })
    expect([shownToasts().value.length, command.refusal.value?.code]).toEqual([0, 'vm.busy'])
  })

  it('command: without the right it is not permitted, blocked it cannot run and says why', () => {
    const because = ref<string>()
    const { command } = setUp({}, { blockedBecause: because })
    expect([command.isPermitted.value, command.canRun.value]).toEqual([true, true])
    because.value = 'Already on'
    expect([command.canRun.value, command.blockedBecause.value]).toEqual([false, 'Already on'])
    privileges.value = new Set()
    expect(command.isPermitted.value).toBe(false)
  })

  it('command: while it runs: every place that offers it is busy', async () => {
    let finish = (): void => undefined
    const { command } = setUp({
      vm: {
        start: () => new Promise(resolve => (finish = () => resolve({ ...accepted, refused: [] }))),
      },
    })
    const done = command.run({ vmIds: ['vm-1'] })
    await settle()
    expect(command.isRunning.value).toBe(true)
    finish()
    await done
    expect(command.isRunning.value).toBe(false)
  })
})
