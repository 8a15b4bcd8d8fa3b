import { beforeAll, expect, test } from 'vitest'
import {
  action,
  administrator,
  next,
  pick,
  row,
  signIn,
  story,
  t,
  tick,
  visit,
  type RawWire,
} from '../kit/e2e/index.ts'

story('provisioning', { fabric: 'state-agency' }, parts => {
  let wire: RawWire
  beforeAll(async () => {
    wire = await parts.host.wire(administrator)
    await signIn(parts.host.page, administrator)
    return () => wire.close()
  })

  test('template: the wizard joins disk, hardware, guest and quota points', async () => {
    const { page } = parts.host
    await visit(page, '/library/templates')
    await action(page, t('library.template.new')).click()
    await page.getByRole('textbox', { name: t('common.name'), exact: true }).fill('Permit desk')
    await next(page, t('library.step.disk'))
    await row(page, 'Windows 7 Enterprise.vhd', 'lb-lib-01').click()
    await next(page, t('library.step.hardware'))
    await pick(page.getByLabel(t('library.hardware.profile')), 'Small desktop')
    await next(page, t('library.step.guestOs'))
    await pick(page.getByLabel(t('library.guestOs.profile')), 'Windows 7 desktop')
    await next(page, t('library.step.points'))
    await page.getByLabel(t('library.field.quotaPoints'), { exact: true }).fill('2')
    await next(page, t('library.step.summary'))
    await page.getByRole('button', { name: t('common.create'), exact: true }).click()
    await row(page, 'Permit desk').waitFor()
    const [template] = await wire.client.template.list({ text: 'Permit desk' })
    expect(template).toMatchObject({
      quotaPoints: 2,
      diskName: 'Windows 7 Enterprise.vhd',
      hardwareProfileName: 'Small desktop',
      hardware: { memoryMib: 512 },
    })
  })

  test('create VM: source to summary, with a host by its stars and every term explained', async () => {
    const { page } = parts.host
    await visit(page, '/vms')
    await action(page, t('action.vm.create')).click()
    await row(page, 'Permit desk').click()
    await next(page, t('provision.step.identity'))
    await page.getByRole('textbox', { name: t('common.name'), exact: true }).fill('lb-permit-01')
    await next(page, t('provision.step.hardware'))
    await next(page, t('provision.step.guestOs'))
    await next(page, t('provision.step.destination'))
    await tick(page.getByRole('radio', { name: new RegExp(`^${t('provision.destination.host')}`) }))
    await next(page, t('provision.step.host'))
    const hosts = page.getByRole('listbox', { name: t('provision.step.host') })
    await hosts.getByRole('option', { name: /lb-hv-01/ }).click()
    const rating = page.getByRole('article', { name: 'lb-hv-01' })
    for (const resource of ['cpu', 'memory', 'disk', 'network']) {
      await rating
        .getByText(t(`provision.resource.${resource}`))
        .first()
        .waitFor()
    }
    expect(await rating.innerText()).toMatch(/Sum [\d.]+ of \d+, times 5 .* stars/)
    await next(page, t('provision.step.path'))
    await next(page, t('provision.step.networks'))
    await next(page, t('provision.step.properties'))
    await next(page, t('provision.step.summary'))
    await page.getByRole('button', { name: t('provision.create'), exact: true }).click()
    await page.waitForURL(/\/vms\/vm-\d+$/)
    await row(page, 'lb-permit-01').waitFor()
  })

  test('its job: steps and progress while it runs, and the VM runs when it is done', async () => {
    const { page } = parts.host
    await visit(page, '/jobs')
    const line = row(page, 'lb-permit-01')
    await line.click()
    await page.getByRole('tab', { name: new RegExp(t('jobs.tab.steps')) }).click()
    await page.getByRole('tabpanel').getByText(t('step.vm.copy-disk')).waitFor()
    await line.getByText(/\d+ %/).waitFor()
    await wire.client.clock.set({ factor: 600 })
    await line.getByText(t('jobs.status.completed')).waitFor()
    await visit(page, '/vms')
    await row(page, 'lb-permit-01', 'Running', 'lb-hv-01').waitFor()
  })

  test('its details: why it is on this host', async () => {
    const { page } = parts.host
    await row(page, 'lb-permit-01').click()
    await page.getByRole('tab', { name: t('vms.tab.placement') }).click()
    await page
      .getByRole('tabpanel')
      .getByText(/lb-hv-01/)
      .first()
      .waitFor()
  })
})
