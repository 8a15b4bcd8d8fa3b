import { describe, expect, it } from 'vitest'
import type { VmRowView } from '../../../../shared/contract/index.ts'
import {
  builtInQueries,
  isShown,
  withQuery,
} from '../../../../renderer/modules/vms/saved-queries.ts'
import { meanOf, pointsOf } from '../../../../renderer/modules/vms/vm-charts.ts'
import { figuresById, withFigures } from '../../../../renderer/modules/vms/vm-figures.ts'
import { asksForRecycleBin, vmFields } from '../../../../renderer/modules/vms/vm-filters.ts'
import { stateValue } from '../../../../renderer/modules/vms/vm-state.ts'
import { memoryPair } from '../../../../renderer/modules/vms/vm-units.ts'
import { recycledColumns, vmColumns } from '../../../../renderer/modules/vms/vms.columns.ts'
import english from '../../../../renderer/locales/en/vms.json'

const row = { id: 'vm-1', cpuPercent: 12.4, memoryUsedMib: 300.2, iops: 3 } as unknown as VmRowView
const t = (key: string) => key

describe('vm figures', () => {
  it('figures: nothing that is drawn changes: the very same row, so nothing is drawn anew', () => {
    const frame = {
      vmIds: ['vm-1'],
      cpuPercent: new Float32Array([11.6]),
      memoryUsedMib: new Float32Array([300.4]),
      iops: new Float32Array([3.4]),
      asOfMs: 0,
    }
    expect(withFigures(row, figuresById(frame).get('vm-1'))).toBe(row)
  })

  it('figures: one differs: a row with all of them, and other rows stay', () => {
    const figures = { cpuPercent: 40, memoryUsedMib: 300, iops: 3 }
    expect(withFigures(row, figures)).toMatchObject({ id: 'vm-1', cpuPercent: 40 })
    expect(withFigures(row, undefined)).toBe(row)
  })
})

describe('vm texts', () => {
  it('memory: one unit for both, the larger one from 1 GB on', () => {
    expect([memoryPair(431, 512), memoryPair(3277, 16384)]).toEqual(['431 / 512 MB', '3.2 / 16 GB'])
  })

  it('state: a VM that a job holds says how far it is, and no icon stands in its way', () => {
    expect(stateValue({ state: 'starting', progressPercent: 70.6 }, one => one)).toEqual({
      label: 'starting',
      tone: 'busy',
      detail: '71 %',
      share: 0.71,
    })
  })

  it('history: means end at their minutes, the last at the present one', () => {
    expect(pointsOf([1, 2], 150_000)).toEqual([
      [60_000, 1],
      [120_000, 2],
    ])
    expect([meanOf([]), meanOf([10, 20])]).toEqual([undefined, 15])
  })

  it('columns: every head and state has its text', () => {
    const heads = [...vmColumns(t), ...recycledColumns(t)].map(column => column.label)
    const texts = new Set(Object.keys(english))
    expect(heads.filter(head => !texts.has(head))).toEqual([])
  })

  it('columns: the recycle bin says when a VM went there, and shows no live figure', () => {
    const bin = recycledColumns(t).map(column => column.key)
    expect(bin.slice(0, 2)).toEqual(['name', 'recycledMs'])
    expect(bin).not.toContain('cpuPercent')
  })
})

describe('vm filter', () => {
  it('filter: few values are offered to choose from, with nothing among them; many are typed', () => {
    const owners = vmFields(t, { ownerName: ['Ana'] }).find(one => one.field === 'ownerName')
    expect(owners).toMatchObject({ kind: 'choice', options: [{ value: '' }, { value: 'Ana' }] })
    const many = Array.from({ length: 500 }, (_, index) => `hv-${index}`)
    expect(vmFields(t, { hostName: many }).find(one => one.field === 'hostName')?.kind).toBe('text')
  })

  it('queries: one is shown when the list asks for just that', () => {
    const [failed] = builtInQueries
    expect(isShown(failed!, [{ field: 'state', op: 'contains', value: 'failed' }], '')).toBe(true)
    expect(isShown(failed!, failed!.conditions, 'web')).toBe(false)
  })

  it('queries: saving under a known name replaces it', () => {
    const query = { key: 'own:a', name: 'a', conditions: [], text: 'x' }
    expect(withQuery([query], { ...query, text: 'y' }).map(one => one.text)).toEqual(['y'])
  })

  it('queries: the recycle bin is one of them', () => {
    const bin = builtInQueries.find(one => one.key === 'recycled')
    expect(asksForRecycleBin([...bin!.conditions])).toBe(true)
  })
})
