import { beforeAll, test } from 'vitest'
import {
  action,
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

story('views', { fabric: 'state-agency', goesOn: true }, parts => {
  beforeAll(() => signIn(parts.host.page, administrator))
  const take = (name: string) => capture(parts.host, name)

  test('VMs', async () => {
    const { page } = parts.host
    await row(page, 'sac-dc-01').waitFor()
    let s = Date.now()
    await take('vms')
    console.log('vms', Date.now() - s)
    await select(page, 'sac-sql-01')
    for (const tab of ['summary', 'hardware', 'networking', 'jobs', 'notes', 'placement']) {
      await page.getByRole('tab', { name: t(`vms.tab.${tab}`) }).click()
      s = Date.now()
      await take(`vms-${tab}`)
      console.log(tab, Date.now() - s)
    }
  })
})
