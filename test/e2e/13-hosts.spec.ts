import { beforeAll, expect, test } from 'vitest'
import {
  action,
  administrator,
  capture,
  captureLayer,
  dialog,
  message,
  next,
  pick,
  row,
  select,
  signIn,
  story,
  t,
  tick,
  visit,
} from '../kit/e2e/index.ts'

story('hosts', { fabric: 'state-agency' }, parts => {
  beforeAll(async () => {
    await signIn(parts.host.page, administrator)
    await visit(parts.host.page, '/hosts')
    const wire = await parts.host.wire(administrator)
    await wire.client.clock.set({ factor: 60 })
    await wire.close()
  })

  /** Leads through the wizard; the report stands before anything happens. */
  async function addHost(name: string): Promise<void> {
    const { page } = parts.host
    await action(page, t('hosts.care.do.add')).click()
    await page.getByLabel(t('hosts.adding.name')).fill(name)
    await next(page, t('hosts.adding.step.hardware'))
    await next(page, t('hosts.adding.step.settings'))
    await pick(page.getByLabel(t('hosts.column.hostGroupName')), 'Long Beach')
    const networks = page.getByLabel(t('hosts.adding.networks'))
    await networks.fill('Production')
    await networks.press('Enter')
    await next(page, t('hosts.adding.step.placement'))
    await next(page, t('hosts.adding.step.summary'))
    await page.getByText(t('hosts.adding.test.reserves'), { exact: true }).waitFor()
  }

  async function added(name: string): Promise<void> {
    const { page } = parts.host
    await addHost(name)
    await page.getByRole('button', { name: t('hosts.adding.run'), exact: true }).click()
    await row(page, name, t('hosts.status.responding')).waitFor()
  }

  test('add a host: its report, the job, and the host that answers at its end', async () => {
    const { page } = parts.host
    await addHost('node-01')
    await capture(parts.host, 'hosts-add-report')
    await page.getByRole('button', { name: t('hosts.adding.run'), exact: true }).click()
    await row(page, 'node-01', t('hosts.status.responding')).waitFor()
    await added('node-02')
    await added('node-03')
  })

  test('add a host: a name that is there: the report says so, and nothing is added', async () => {
    const { page } = parts.host
    await addHost('NODE-01')
    await page.getByRole('button', { name: t('hosts.adding.run'), exact: true }).click()
    await page.getByText(t('hosts.adding.failed')).waitFor()
    await page.getByRole('button', { name: t('ui.wizard.cancel') }).click()
    const sure = page.getByRole('dialog')
    await sure.getByRole('button', { name: t('ui.wizard.discard') }).click()
    await row(page, 'node-01').waitFor()
  })

  test('properties: reserves of its own, folders and a property are saved, and taken back', async () => {
    const { page } = parts.host
    await select(page, 'node-01')
    const box = dialog(page, t('hosts.properties.title', { name: 'node-01' }))
    const tab = (key: string) =>
      box.getByRole('tab', { name: t(`hosts.properties.${key}`), exact: true }).click()
    await action(page, t('hosts.properties.open')).click()
    await tab('reserves')
    await box.getByRole('radio', { name: t('hosts.reserves.own') }).click()
    await box.getByLabel(t('hosts.reserves.memoryReserveMib'), { exact: true }).fill('4096')
    await capture(parts.host, 'hosts-properties-reserves')
    await tab('placement')
    await box.getByLabel(t('hosts.placement.paths')).fill('D:\\VMs')
    await tab('custom')
    await box.getByRole('button', { name: t('vms.customProperties.add') }).click()
    await box.getByLabel(t('vms.customProperties.name'), { exact: true }).fill('Rack')
    await box.getByLabel(t('vms.customProperties.value')).fill('R7')
    await box.getByRole('button', { name: t('common.save') }).click()
    await box.waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: t('hosts.tab.hardware') }).click()
    await page.getByText(/^4 GB/).first().waitFor()
    await message(page, /node-01/)
      .last()
      .getByRole('button', { name: t('common.undo') })
      .click()
    await page
      .getByText(/^512 MB(?! in)/)
      .first()
      .waitFor()
  })

  test('a cluster: made with its report, a node comes and goes, and what it owns is shown', async () => {
    const { page } = parts.host
    await select(page, 'node-01', 'node-02')
    await action(page, t('hosts.care.do.cluster')).click()
    const make = dialog(page, t('hosts.cluster.title', { count: 2 }, 2))
    await make.getByLabel(t('common.name')).fill('beach')
    await make.getByText(t('hosts.cluster.test.storage'), { exact: true }).waitFor()
    await make.getByRole('button', { name: t('common.create') }).click()
    await row(page, 'node-01', 'beach').waitFor()
    await select(page, 'node-01')
    await action(page, t('hosts.care.do.clusterProperties')).click()
    const box = dialog(page, t('hosts.clusterProperties.title', { name: 'beach' }))
    await box.getByRole('tab', { name: /^Nodes/ }).click()
    await box.getByRole('button', { name: t('hosts.nodes.add.open') }).click()
    const adding = dialog(page, t('hosts.nodes.add.title', { cluster: 'beach' }))
    await tick(adding.getByLabel('node-03'))
    await adding.getByText(t('hosts.cluster.report')).waitFor()
    await capture(parts.host, 'hosts-add-nodes')
    await adding.getByRole('button', { name: t('hosts.nodes.add.run') }).click()
    await adding.waitFor({ state: 'detached' })
    const removing = t('hosts.nodes.removeName', { name: 'node-03' })
    await box.getByRole('button', { name: removing }).click()
    const sure = dialog(page, t('hosts.removal.node.title', { name: 'node-03', cluster: 'beach' }))
    await sure.getByRole('button', { name: t('hosts.removal.node.run') }).click()
    await box.getByRole('button', { name: removing }).waitFor({ state: 'detached' })
    await box.getByRole('tab', { name: t('hosts.clusterProperties.quorum') }).click()
    await box.getByText(t('hosts.quorum.votesText', { votes: 3, votesTotal: 3 })).waitFor()
    await capture(parts.host, 'hosts-cluster-quorum')
    await box
      .getByRole('button', { name: t('common.close'), exact: true })
      .last()
      .click()
  })

  test('maintenance: the plan, the mode, and its end with what was saved', async () => {
    const { page } = parts.host
    await select(page, 'lb-hv-01')
    await action(page, t('hosts.care.do.start')).click()
    const box = dialog(page, t('hosts.care.maintenance.title', { name: 'lb-hv-01' }))
    await box.getByRole('row', { name: /lb-dc-01/ }).waitFor()
    await box.getByRole('button', { name: t('hosts.care.maintenance.run') }).click()
    await row(page, 'lb-hv-01', t('hosts.status.maintenance')).waitFor()
    await page.getByRole('tab', { name: t('hosts.tab.summary'), exact: true }).click()
    await page
      .getByText(/^0 running of/)
      .first()
      .waitFor()
    await action(page, t('hosts.care.do.end')).click()
    const end = dialog(page, t('hosts.care.end.title', { name: 'lb-hv-01' }))
    await end.getByRole('row', { name: /lb-dc-01/ }).waitFor()
    await end.getByRole('button', { name: t('hosts.care.end.run') }).click()
    await row(page, 'lb-hv-01', t('hosts.status.responding')).waitFor()
    await page
      .getByText(/^[1-9]\d* running of/)
      .first()
      .waitFor()
  })

  test('remove a host: what is in the way is said first; an empty one goes', async () => {
    const { page } = parts.host
    await select(page, 'lb-hv-01')
    const open = () => action(page, t('hosts.care.do.remove')).click()
    const kept = t('hosts.removal.host.title', { name: 'lb-hv-01' })
    await captureLayer(parts.host, 'hosts-remove-blocked', async () => {
      await open()
      await dialog(page, kept).getByText(t('hosts.removal.blocked')).waitFor()
      const run = dialog(page, kept).getByRole('button', { name: t('hosts.removal.host.run') })
      expect(await run.getAttribute('aria-disabled')).toBe('true')
    })
    await select(page, 'node-03')
    await open()
    const box = dialog(page, t('hosts.removal.host.title', { name: 'node-03' }))
    await box.getByRole('button', { name: t('hosts.removal.host.run') }).click()
    await row(page, 'node-03').waitFor({ state: 'detached' })
  })
})
