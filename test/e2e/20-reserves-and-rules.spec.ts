import { beforeAll, expect, test } from 'vitest'
import {
  action,
  administrator,
  capture,
  dialog,
  select,
  signIn,
  story,
  t,
  visit,
} from '../kit/e2e/index.ts'

story('reserves-and-rules', { fabric: 'poc-lab' }, parts => {
  beforeAll(() => signIn(parts.host.page, administrator))

  test('a larger cluster reserve: N+x before and after is said before it is saved', async () => {
    const { page } = parts.host
    await visit(page, '/hosts')
    await page
      .getByRole('treeitem', { name: /poc-cluster/ })
      .first()
      .click()
    await action(page, t('hosts.care.do.clusterProperties')).click()
    const box = dialog(page, t('hosts.clusterProperties.title', { name: 'poc-cluster' }))
    await box.getByRole('tab', { name: t('reserve.tab') }).click()
    await box.getByLabel(t('hosts.clusterProperties.reserve')).fill('3')
    await box.getByText(/poc-cluster survives N\+\d/).waitFor()
    await capture(parts.host, 'reserve-effect')
    await box
      .getByRole('button', { name: t('common.close') })
      .last()
      .click()
    await box.waitFor({ state: 'detached' })
  })

  test('maintenance of a node: what is left of the reserve is said before it begins', async () => {
    const { page } = parts.host
    await visit(page, '/hosts')
    await select(page, 'hv-05')
    await action(page, t('action.host.startMaintenance')).click()
    const box = page.getByRole('dialog')
    await box.getByText(/poc-cluster survives N\+\d now, N\+\d after/).waitFor()
    expect(await box.getByText(/hv-05/).count()).toBeGreaterThan(0)
    await capture(parts.host, 'maintenance-reserve')
    await box.getByRole('button', { name: t('common.cancel') }).click()
  })
})
