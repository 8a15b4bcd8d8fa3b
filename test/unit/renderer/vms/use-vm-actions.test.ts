// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, ref, shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { ActionState } from '../../../../shared/contract/index.ts'
import type { VmId, VmState } from '../../../../shared/domain/index.ts'
import { refuse, viewOfRefusal } from '../../../../shared/refusals/index.ts'
import { useVmActions, type VmActions } from '../../../../renderer/modules/vms/use-vm-actions.ts'
import { createTranslations } from '../../../../renderer/plugins/i18n.ts'
import { linkSwitch } from '../../../../renderer/session/client.ts'
import type { Session } from '../../../../renderer/session/session.ts'
import { provideSession } from '../../../../renderer/session/use-session.ts'
import { openDialogs } from '../../../../renderer/ui/dialog/use-dialogs.ts'
import { fakeLink, settle, type FakeLink } from '../../../kit/fake-client.ts'

const wrongState = (name: string, state: string) =>
  viewOfRefusal(
    refuse('vm.bad-power-state', { name, action: 'pause', state, allowed: ['running'] }),
  )

let link: FakeLink
let states: ActionState[]
let done: string[]

beforeEach(() => {
  done = []
  provideSession({ can: () => true } as unknown as Session)
  const answer = { accepted: 1, refused: [], jobId: 'job-1' as const }
  link = fakeLink({
    vm: { actions: () => states, shutDown: () => answer, start: () => answer },
  })
  linkSwitch.use(link)
  linkSwitch.setLive(true)
})
afterEach(() => {
  provideSession(undefined)
  linkSwitch.use(undefined)
})

async function setUp(ids: VmId[], sameState?: VmState): Promise<VmActions> {
  const found = shallowRef<VmActions>()
  const view = defineComponent(() => {
    found.value = useVmActions({
      ids: () => ids,
      name: () => (ids.length === 1 ? 'desk-001' : undefined),
      statesInSight: () => '',
      sameState: () => ref(sameState).value,
      isRecycleBin: () => false,
      onDone: operation => void done.push(operation),
      onWhy: () => undefined,
    })
    return () => h('div')
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: view }],
  })
  mount(view, { global: { plugins: [createTranslations(), router] } })
  await settle()
  return found.value!
}

function texts(actions: VmActions): (string | undefined)[][] {
  return actions.groups.value.flatMap(group =>
    group.actions.map(one => [one.label, one.disabled ? 'disabled' : 'possible', one.detail]),
  )
}

describe('actions of VMs', () => {
  it('actions: legal but without an effect: disabled, and it says that they are there already', async () => {
    states = [{ operation: 'vm.start', possible: 3, selected: 3 }]
    expect(texts(await setUp(['vm-1', 'vm-2', 'vm-3'], 'running'))).toEqual([
      ['Start', 'disabled', 'All 3 are already Running'],
    ])
  })

  it('actions: none of one state allows it: one reason for all of them', async () => {
    states = [
      {
        operation: 'vm.pause',
        possible: 0,
        selected: 3,
        blockedBecause: wrongState('desk-001', 'stopped'),
      },
    ]
    expect(texts(await setUp(['vm-1', 'vm-2', 'vm-3'], 'stopped'))).toEqual([
      ['Pause', 'disabled', 'All 3 are Stopped'],
    ])
  })

  it('actions: possible on some: on how many, and why not on the first of the rest', async () => {
    states = [
      {
        operation: 'vm.pause',
        possible: 2,
        selected: 3,
        blockedBecause: wrongState('desk-009', 'saved'),
      },
    ]
    expect(texts(await setUp(['vm-1', 'vm-2', 'vm-9']))).toEqual([
      ['Pause', 'possible', '2 of 3, desk-009 is Saved State'],
    ])
  })

  it('actions: a name is for one VM only', async () => {
    states = [{ operation: 'vm.update', possible: 2, selected: 2 }]
    const lines = texts(await setUp(['vm-1', 'vm-2']))
    expect(lines[0]).toEqual(['Rename', 'disabled', 'Needs one VM, not 2'])
    expect(lines.slice(1).every(line => line[1] === 'possible')).toBe(true)
  })

  it('actions: one that interrupts is asked about first, with what it reaches', async () => {
    states = [
      {
        operation: 'vm.shutDown',
        possible: 1,
        selected: 2,
        blockedBecause: wrongState('desk-002', 'stopped'),
      },
    ]
    const actions = await setUp(['vm-1', 'vm-2'])
    actions.run('vm.shutDown')
    await settle()
    const [dialog] = openDialogs().value
    expect(dialog?.kind === 'confirm' && dialog.options.title).toBe(
      'Shut down: 2 virtual machines?',
    )
    expect(dialog?.kind === 'confirm' && dialog.options.consequences?.[1]).toBe(
      'It is possible on 1 of 2. desk-002 is Stopped',
    )
    dialog?.settle(false)
    await settle()
    expect([link.calls.some(call => call.name === 'vm.shutDown'), done]).toEqual([false, []])
  })

  it('actions: a harmless one runs at once, on all that are selected', async () => {
    states = [{ operation: 'vm.start', possible: 2, selected: 2 }]
    const actions = await setUp(['vm-1', 'vm-2'])
    actions.run('vm.start')
    await settle()
    expect(link.calls.find(call => call.name === 'vm.start')?.input).toEqual({
      vmIds: ['vm-1', 'vm-2'],
    })
    expect(done).toEqual(['vm.start'])
  })

  it('actions: a key for what is not possible: nothing happens', async () => {
    states = [
      {
        operation: 'vm.start',
        possible: 0,
        selected: 1,
        blockedBecause: wrongState('desk-001', 'paused'),
      },
    ]
    const actions = await setUp(['vm-1'])
    actions.run('vm.start')
    await settle()
    expect(done).toEqual([])
  })
})
