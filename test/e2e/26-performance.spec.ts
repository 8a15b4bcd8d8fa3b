import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import {
  action,
  administrator,
  capture,
  captureLayer,
  dialog,
  pick,
  row,
  signIn,
  story,
  t,
  visit,
  type RawWire,
} from '../kit/e2e/index.ts'

const paths = [
  '\\\\*\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time',
  '\\\\HOSTWARD\\Hostward Volume(*)\\Latency',
]
const recordedS = 600

story('performance', { fabric: 'poc-lab' }, parts => {
  let wire: RawWire
  beforeAll(async () => {
    wire = await parts.host.wire(administrator)
    await signIn(parts.host.page, administrator)
    return () => wire.close()
  })

  /** The list of counters as it stands: for each line its name and its figures. */
  async function figures(): Promise<string[]> {
    const list = parts.host.page.getByRole('region', { name: t('performance.counters') })
    await list.getByRole('row').nth(1).waitFor()
    await expect
      .poll(async () => (await list.locator('td b').allTextContents()).join(''))
      .not.toBe('')
    const rows = await list.locator('tbody tr').all()
    return Promise.all(
      rows.map(async one => {
        const cells = await one.locator('td').allTextContents()
        return cells
          .slice(1)
          .map(text => text.trim().replaceAll(/\s+/g, ' '))
          .join(' ')
      }),
    )
  }

  /** What the next click hands to the person as a file, instead of asking where to put it. */
  async function saved(click: () => Promise<void>): Promise<Buffer> {
    const { page } = parts.host
    await page.evaluate(() => {
      const { createObjectURL } = URL
      const { click: usual } = HTMLAnchorElement.prototype
      URL.createObjectURL = blob => {
        URL.createObjectURL = createObjectURL
        void (blob as Blob).arrayBuffer().then(bytes => {
          document.body.dataset.saved = btoa(
            Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join(''),
          )
        })
        return 'blob:saved'
      }
      HTMLAnchorElement.prototype.click = () => {
        HTMLAnchorElement.prototype.click = usual
      }
    })
    await click()
    const held = page.locator('body[data-saved]')
    await held.waitFor({ state: 'attached' })
    return Buffer.from((await held.getAttribute('data-saved')) ?? '', 'base64')
  }

  test('log: a set that recorded ten minutes is opened as a chart', async () => {
    const { page } = parts.host
    const { client } = wire
    const name = 'Ten minutes'
    await client.collector.create({ name, paths, intervalS: 15, durationS: recordedS })
    const [set] = (await client.collector.list({})).rows
    await client.clock.set({ paused: false, factor: 60 })
    await client.collector.start({ collectorId: set!.id })
    await expect
      .poll(async () => (await client.collector.get({ collectorId: set!.id })).state, {
        timeout: 120_000,
      })
      .toBe('stopped')
    await client.clock.set({ paused: true, factor: 1 })

    await visit(page, '/performance/logs')
    await row(page, name).click()
    await capture(parts.host, 'logs')
    await action(page, t('logs.do.open')).click()
    const shown = await figures()
    await capture(parts.host, 'log-chart')
    const [log] = (await client.log.list({})).rows
    expect(log).toMatchObject({ records: recordedS / 15, isRecording: false })
    const { rows } = await client.log.counters({ logId: log!.id })
    const columns = rows.map(one => one.column).slice(0, shown.length)
    const read = await client.log.read({ logId: log!.id, columns })
    expect(read.statistics.map(one => one.count)).toEqual(columns.map(() => recordedS / 15))
  })

  test('log: a copy of it as PDH-CSV that comes in again draws the same curve', async () => {
    const { page } = parts.host
    const { client } = wire
    const before = await figures()
    await captureLayer(parts.host, 'log-relog', () => action(page, t('logs.do.relog')).click())
    await captureLayer(parts.host, 'log-add', () => action(page, t('logs.add.title')).click())
    await captureLayer(parts.host, 'log-assign', () => action(page, t('logs.do.assign')).click())
    await action(page, t('logs.do.relog')).click()
    const copy = dialog(page, /Ten minutes/)
    const csv = await saved(() =>
      copy.getByRole('button', { name: t('logs.relog.action'), exact: true }).click(),
    )
    expect(csv.toString('latin1').slice(0, 20)).toBe('"(PDH-CSV 4.0) (Coor')

    const folder = mkdtempSync(join(tmpdir(), 'hostward-log-'))
    try {
      const file = join(folder, 'copy.csv')
      writeFileSync(file, csv)
      await visit(page, '/performance/logs')
      await row(page, 'Ten minutes').waitFor()
      await captureLayer(parts.host, 'log-import', () => action(page, t('logs.do.import')).click())
      await action(page, t('logs.do.import')).click()
      await page.locator('input[type="file"]').setInputFiles(file)
      await dialog(page, t('logs.import.title'))
        .getByRole('button', { name: t('logs.import.action'), exact: true })
        .click()
      await row(page, 'copy').click()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    await action(page, t('logs.do.open')).click()
    expect(await figures()).toEqual(before)

    const logs = (await client.log.list({})).rows
    const first = logs.find(log => log.source === 'collector')!
    const second = logs.find(log => log.source === 'import')!
    const { rows } = await client.log.counters({ logId: first.id })
    const columns = rows.slice(0, before.length).map(one => one.column)
    const curve = async (logId: typeof first.id) => {
      const { average, firstMs, everyMs } = await client.log.read({ logId, columns })
      return { firstMs, everyMs, average: [...average] }
    }
    expect(await curve(second.id)).toEqual(await curve(first.id))
  })

  test('log: two of them are drawn over each other from their start', async () => {
    const { page } = parts.host
    await captureLayer(parts.host, 'log-compare', () => action(page, t('logs.do.compare')).click())
    await action(page, t('logs.do.compare')).click()
    const layer = dialog(page, t('logs.compare.title'))
    await pick(layer.getByLabel(t('logs.compare.with')), 'Ten minutes')
    await layer.getByRole('button', { name: t('logs.compare.action'), exact: true }).click()
    await page.getByText(t('logs.aligned')).waitFor()
    await figures()
    await capture(parts.host, 'log-compared')
  })

  test('history: what a volume did, and a VM beside it', async () => {
    const { page } = parts.host
    const [volume] = await wire.client.storage.volumes({})
    await visit(page, '/performance/history')
    await page
      .getByRole('button', { name: t('history.add') })
      .first()
      .waitFor()
    await capture(parts.host, 'history-empty')
    await visit(page, `/performance/history?object=${volume!.id}`)
    expect(await figures()).toHaveLength(4)
    await captureLayer(parts.host, 'history-add', () => action(page, t('history.add')).click())
    await captureLayer(parts.host, 'history-ages', () =>
      action(page, t('history.ages.action')).click(),
    )
    await page.keyboard.press('Insert')
    const layer = dialog(page, t('history.add'))
    await layer.getByRole('combobox').fill('desk-001')
    await page.getByRole('option', { name: /desk-001/ }).click()
    await layer.getByRole('button', { name: t('performance.add.add'), exact: true }).click()
    await expect.poll(async () => (await figures()).length).toBe(9)
    await capture(parts.host, 'history')
  })

  test('palette: a saved chart is opened by its name', async () => {
    const { page } = parts.host
    const line = { path: paths[1]!, color: 0, widthPx: 2, style: 'solid' as const }
    const chart = { kind: 'area' as const, lines: [line], showsBands: true }
    const { paths: found } = await wire.client.counter.expand({ paths: [paths[1]!] })
    const view = { charts: [{ ...chart, lines: [{ ...line, path: found[0]! }] }], spanS: 900 }
    await wire.client.chart.save({ name: 'Latency at night', view })
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('latency at')
    await page.getByRole('option', { name: /Latency at night/ }).click()
    await page.getByRole('radio', { name: t('performance.kind.area') }).waitFor()
    expect(await figures()).toHaveLength(1)
  })
})
