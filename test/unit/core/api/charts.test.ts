import { expect, test } from 'vitest'
import type { ChartSpec } from '../../../../shared/domain/index.ts'
import { refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach, sacramento } from './agency.ts'

const view: ChartSpec = {
  spanS: 300,
  charts: [
    {
      kind: 'line',
      showsBands: true,
      lines: [
        { path: '\\\\hv-01\\Memory\\Available MBytes', color: 0, widthPx: 2, style: 'dashed' },
      ],
    },
  ],
}

test('charts: saved for oneself: nobody else sees them, and they come back whole', async () => {
  const { admin, as } = await agency()
  const rae = await as('rae')
  await rae.chart.save({ name: 'Mine', view })
  const { charts } = await rae.chart.list({})
  expect(charts).toEqual([
    { id: 'chart-1', name: 'Mine', ownerName: 'rae', isMine: true, view, hiddenLines: 0 },
  ])
  expect((await admin.chart.list({})).charts).toEqual([])
  const kim = await as('kim')
  const refusal = await refusalOf(kim.chart.remove({ chartId: 'chart-1' }))
  const unknown = await refusalOf(kim.chart.remove({ chartId: 'chart-9' }))
  expect(refusal.code).toBe('not-found')
  expect(unknown.code).toBe('not-found')
})

test('charts: shared with a role: its members read them, its owner and administrators change them', async () => {
  const { admin, as, ids } = await agency()
  const kim = await as('kim')
  await admin.chart.save({ name: 'Storm', view, roleId: ids.operators })
  const [seen] = (await kim.chart.list({})).charts
  expect(seen).toMatchObject({ name: 'Storm', roleName: 'Sacramento operators', isMine: false })
  const refusal = await refusalOf(kim.chart.remove({ chartId: seen!.id }))
  expect(refusal).toMatchObject({ code: 'chart.not-yours', data: { owner: 'admin' } })
  expect((await (await as('rae')).chart.list({})).charts).toEqual([])
})

test('charts: a role that one is no member of: refused, without its name', async () => {
  const { as, ids } = await agency()
  const rae = await as('rae')
  const refusal = await refusalOf(rae.chart.save({ name: 'Mine', view, roleId: ids.operators }))
  expect(refusal).toMatchObject({ code: 'chart.other-role', data: { role: ids.operators } })
})

test('charts: a name of one’s own twice: refused; saved over it and undone: as before', async () => {
  const { admin } = await agency()
  await admin.chart.save({ name: 'Storm', view })
  const refusal = await refusalOf(admin.chart.save({ name: 'storm', view }))
  expect(refusal.code).toBe('chart.name-taken')
  const wider = { ...view, spanS: 900 }
  const { undo } = await admin.chart.save({ chartId: 'chart-1', name: 'Storm', view: wider })
  expect((await admin.chart.list({})).charts[0]!.view.spanS).toBe(900)
  await admin.chart.save(undo!.input as never)
  expect((await admin.chart.list({})).charts[0]!.view.spanS).toBe(300)
  const removed = await admin.chart.remove({ chartId: 'chart-1' })
  await admin.chart.save(removed.undo!.input as never)
  expect((await admin.chart.list({})).charts[0]).toMatchObject({ name: 'Storm', view })
})

test('search: charts, volumes and logs: found by name by whoever may open them', async () => {
  const { admin, as } = await agency()
  await admin.chart.save({ name: 'Storm', view })
  const find = async (who: typeof admin, text: string) =>
    (await who.search.find({ text })).map(one => one.id)
  expect(await find(admin, 'storm')).toEqual(['chart-1'])
  expect(await find(await as('rae'), 'storm')).toEqual([])
  const rows = await admin.storage.volumes({})
  expect(await find(admin, rows[0]!.name)).toContain(rows[0]!.id)
})

test('charts: shared with a role: lines outside the scope of a member are a count', async () => {
  const { admin, as, ids, world } = await agency()
  const memoryOf = (group: string) => {
    const host = [...world.all('host')].find(one => one.hostGroupId === group)!
    return `\\\\${host.name}\\Memory\\Available MBytes`
  }
  const [chart] = view.charts
  const [line] = chart!.lines
  const [mine, theirs] = [memoryOf(sacramento), memoryOf(longBeach)]
  const lines = [mine, theirs].map(path => ({ ...line!, path }))
  const both = { ...view, charts: [{ ...chart!, lines }] }
  await admin.chart.save({ name: 'Both', view: both, roleId: ids.operators })
  const [seen] = (await (await as('kim')).chart.list({})).charts
  expect(seen).toMatchObject({ hiddenLines: 1, view: { charts: [{ lines: [{ path: mine }] }] } })
  expect(JSON.stringify(seen)).not.toContain(theirs.split('\\')[2])
  const [whole] = (await admin.chart.list({})).charts
  expect(whole).toMatchObject({ hiddenLines: 0, view: both })
})

test.each(['Memory', '\\\\hv-01\\Memory(*)\\Available MBytes', '\\\\hv-01\\Memory'])(
  'charts: a line that is no counter (%s): refused with the line named',
  async path => {
    const { admin } = await agency()
    const [chart] = view.charts
    const lines = [{ ...chart!.lines[0]!, path }]
    const spoilt = { ...view, charts: [{ ...chart!, lines }] }
    const refusal = await refusalOf(admin.chart.save({ name: 'Spoilt', view: spoilt }))
    expect(refusal).toMatchObject({ code: 'counter.bad-path', data: { path } })
    expect((await admin.chart.list({})).charts).toEqual([])
  },
)
