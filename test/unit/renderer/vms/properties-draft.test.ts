import { describe, expect, it } from 'vitest'
import type { VmDetails } from '../../../../shared/contract/index.ts'
import { changesOf, draftOf } from '../../../../renderer/modules/vms/dialogs/properties-draft.ts'

const vm = {
  description: 'Desktop',
  notes: '',
  customProperties: { cost: '12', room: 'B3' },
  startAction: 'never',
  stopAction: 'save',
  startDelayS: 0,
  quotaPoints: 1,
  cpuWeight: 100,
  cpuReservePercent: 0,
  cpuLimitPercent: 100,
  guest: { diskKind: 'basic', lastPatchedMs: 0 },
} as unknown as VmDetails

describe('properties', () => {
  it('properties: nothing touched: nothing is changed', () => {
    expect(changesOf(draftOf(vm), vm)).toEqual({})
  })

  it('properties: only what differs is sent, and a removed property as an empty text', () => {
    const draft = draftOf(vm)
    draft.notes = 'Moved in May'
    draft.startDelayS = 30
    draft.properties = [
      { name: 'cost', value: '15' },
      { name: ' owner ', value: 'IT' },
      { name: '', value: 'ignored' },
    ]
    expect(changesOf(draft, vm)).toEqual({
      notes: 'Moved in May',
      startDelayS: 30,
      customProperties: { cost: '15', owner: 'IT', room: '' },
    })
  })

  it('properties: of several: what stays empty is left as it is on each', () => {
    const draft = draftOf(undefined)
    expect(changesOf(draft, undefined)).toEqual({})
    draft.quotaPoints = 2
    draft.properties = [{ name: 'cost', value: '9' }]
    expect(changesOf(draft, undefined)).toEqual({ quotaPoints: 2, customProperties: { cost: '9' } })
  })
})
