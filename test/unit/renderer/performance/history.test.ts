// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { expect, test } from 'vitest'
import {
  figuresOfObject,
  historyLine,
  lineOf,
} from '../../../../renderer/modules/performance/history/history-lines.ts'
import { samplesOf } from '../../../../renderer/modules/performance/history/use-history-samples.ts'
import HistoryDialog from '../../../../renderer/modules/performance/history/HistoryDialog.vue'
import { linkSwitch } from '../../../../renderer/session/client.ts'
import type { Session } from '../../../../renderer/session/session.ts'
import { provideSession } from '../../../../renderer/session/use-session.ts'
import { UiSearchSelect } from '../../../../renderer/ui/index.ts'
import { fakeLink } from '../../../kit/fake-client.ts'
import { mountUi } from '../ui/mount-ui.ts'

test('history line: a figure of an object or of a network: comes out of its name again', () => {
  const own = { objectId: 'vm-12', figure: 'iops' } as const
  const network = { objectId: 'host-1', figure: 'network', network: 'VMs | trunk' } as const
  expect(historyLine(lineOf(own))).toEqual(own)
  expect(historyLine(lineOf(network))).toEqual(network)
})

test('history dialog: a virtual network found by its name: its line is charted', async () => {
  setActivePinia(createPinia())
  provideSession({ can: () => true } as unknown as Session)
  const row = { id: 'host-1/Desktops', hostId: 'host-1', hostName: 'hv-01', name: 'Desk-tops' }
  const virtualNetworks = () => ({ rows: [row], total: 1, revision: 1, asOfMs: 0 }) as never
  const link = fakeLink({ search: { find: () => [] }, network: { virtualNetworks } })
  linkSwitch.use(link)
  linkSwitch.setLive(true)
  const wrapper = mountUi(HistoryDialog, { count: 0 })
  const field = wrapper.findComponent(UiSearchSelect)
  const [found] = await field.props('find')('desk')
  expect(found).toMatchObject({ label: 'Desk-tops', detail: 'Virtual network of hv-01' })
  field.vm.$emit('update:modelValue', found)
  await flushPromises()
  expect(document.querySelector('[role=dialog] select')).toBeNull()
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
  expect(wrapper.emitted('close')).toEqual([[['host-1|network|Desk-tops']]])
  expect(link.calls.map(call => call.name)).not.toContain('counter.instances')
  wrapper.unmount()
  linkSwitch.use(undefined)
  provideSession(undefined)
})

test('history: an object without one: no figures', () => {
  expect(figuresOfObject('hostgroup-1')).toEqual([])
  expect(figuresOfObject('volume-1')).toEqual(['latency', 'iops', 'queue', 'used'])
})

test('history series: from its first sample on, with the gaps after it', () => {
  const one = {
    ...({ objectId: 'vm-12', figure: 'iops', name: 'web', unit: '1/s' } as const),
    average: new Float32Array([NaN, NaN, 5, NaN, 7]),
    maximum: new Float32Array([NaN, NaN, 9, NaN, 8]),
  }
  const samples = samplesOf({ fromMs: 1000, everyMs: 100, series: [one], asOfMs: 2000 }, one)
  expect(samples.timesMs).toEqual([1200, 1300, 1400])
  expect(samples.average).toEqual([5, NaN, 7])
  expect(samples.maximum).toEqual([9, NaN, 8])
})
