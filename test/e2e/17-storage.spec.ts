import { beforeAll, expect, test } from 'vitest'
import {
  administrator,
  capture,
  dialog,
  row,
  select,
  signIn,
  story,
  t,
  visit,
} from '../kit/e2e/index.ts'

story('storage', { fabric: 'poc-lab' }, parts => {
  beforeAll(() => signIn(parts.host.page, administrator))

  test('a RAID group is added, and the volume expanded onto it while it is in use', async () => {
    const { page } = parts.host
    await visit(page, '/storage/arrays')
    await row(page, 'RAID group 0').waitFor()
    await page.getByRole('button', { name: t('storage.pool.create') }).click()
    const group = dialog(page, t('storage.pool.create'))
    await group.getByText(/^Add the raid-5 group/).waitFor()
    await group.getByRole('button', { name: t('common.create') }).click()
    await row(page, 'RAID group 1').waitFor()
    await visit(page, '/storage/volumes')
    await select(page, 'Volume1')
    await page.getByRole('button', { name: t('storage.expand.to') }).click()
    const expand = dialog(page, t('storage.expand.title', { name: 'Volume1' }))
    await expand.getByText('Volume1 has 1217 GB instead of 1117 GB.').waitFor()
    await capture(parts.host, 'storage-expand')
    await expand.getByRole('button', { name: t('storage.expand'), exact: true }).click()
    await expand.waitFor({ state: 'detached' })
    await page.getByText('Volume1 LUN 2').first().waitFor()
    await capture(parts.host, 'storage-volume')
  })

  test('a snapshot shows its plan and curve, and is listed', async () => {
    const { page } = parts.host
    await visit(page, '/storage/snapshots')
    await page.getByRole('button', { name: t('storage.snapshot.take') }).click()
    const box = dialog(page, t('storage.snapshot.take'))
    await box.getByLabel(t('common.name'), { exact: true }).fill('before-patch')
    expect(await box.getByText(t('storage.snapshot.curve')).count()).toBeGreaterThan(0)
    await box.getByRole('button', { name: t('storage.snapshot.take') }).click()
    await row(page, 'before-patch', 'Volume1').waitFor()
    await capture(parts.host, 'storage-snapshots')
  })
})
