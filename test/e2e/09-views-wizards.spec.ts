import { beforeAll, test } from 'vitest'
import {
  administrator,
  capture,
  dialog,
  next,
  row,
  signIn,
  story,
  t,
  tick,
  visit,
} from '../kit/e2e/index.ts'

story('views of the wizards', { fabric: 'state-agency', goesOn: true }, parts => {
  beforeAll(() => signIn(parts.host.page, administrator))
  const take = (name: string) => capture(parts.host, name)

  async function fillName(name: string): Promise<void> {
    const { page } = parts.host
    await page.getByRole('textbox', { name: t('common.name'), exact: true }).fill(name)
  }

  test('template wizard: every page', async () => {
    const { page } = parts.host
    await visit(page, '/library/templates/new')
    await fillName('Permit desk')
    await take('template-name')
    await next(page, t('library.step.disk'))
    await row(page, 'Windows 7 Enterprise.vhd', 'lb-lib-01').click()
    await take('template-disk')
    for (const step of ['hardware', 'guestOs', 'points', 'summary']) {
      await next(page, t(`library.step.${step}`))
      await take(`template-${step}`)
    }
  })

  test('Create VM: every page, the rating of hosts, and the script', async () => {
    const { page } = parts.host
    await visit(page, '/vms/new')
    await row(page, 'Accounting server').click()
    await take('create-source')
    await next(page, t('provision.step.identity'))
    await fillName('acct-01')
    await take('create-identity')
    for (const step of ['hardware', 'guestOs', 'destination']) {
      await next(page, t(`provision.step.${step}`))
      await take(`create-${step}`)
    }
    await tick(page.getByRole('radio', { name: new RegExp(`^${t('provision.destination.host')}`) }))
    await next(page, t('provision.step.host'))
    await page.getByRole('article').waitFor()
    await take('create-host')
    await page.getByRole('button', { name: t('provision.load.customise') }).click()
    await dialog(page, t('provision.customise.title')).waitFor()
    await take('create-host-customise')
    await page.keyboard.press('Escape')
    await page.getByRole('option', { name: /hb-hv-01/ }).click()
    await take('create-host-small')
    for (const step of ['path', 'networks', 'properties', 'summary']) {
      await next(page, t(`provision.step.${step}`))
      await take(`create-${step}`)
    }
    await page.getByRole('button', { name: t('provision.viewScript') }).click()
    await dialog(page, t('library.script.title')).waitFor()
    await take('create-script')
  })
})
