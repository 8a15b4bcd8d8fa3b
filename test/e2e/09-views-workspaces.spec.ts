import { beforeAll, test } from 'vitest'
import { topFigures } from '../../shared/contract/index.ts'
import {
  action,
  administrator,
  capture,
  captureLayer,
  dialog,
  fillOffice,
  row,
  select,
  signIn,
  story,
  t,
  visit,
} from '../kit/e2e/index.ts'

story('views of the workspaces', { fabric: 'state-agency', goesOn: true }, parts => {
  beforeAll(async () => {
    const wire = await parts.host.wire(administrator)
    await fillOffice(wire.client)
    await wire.close()
    await signIn(parts.host.page, administrator)
  })
  const take = (name: string) => capture(parts.host, name)

  async function takeTabs(prefix: string, keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const label = new RegExp(`^${t(`${prefix}.tab.${key}`)}`)
      await parts.host.page.getByRole('tab', { name: label }).click()
      await take(`${prefix}-${key}`)
    }
  }

  const takeLayer = (name: string, open: () => Promise<void>) =>
    captureLayer(parts.host, name, open)

  async function takeDialogs(prefix: string, openers: Record<string, string>): Promise<void> {
    for (const [name, label] of Object.entries(openers)) {
      await takeLayer(`${prefix}-${name}`, () => action(parts.host.page, label).click())
    }
  }

  test('Overview: the fabric, a part of it, and every ranking', async () => {
    const { page } = parts.host
    await visit(page, '/overview')
    await page.getByRole('link', { name: 'Sacramento' }).first().waitFor()
    await take('overview')
    for (const figure of topFigures) {
      await page.getByRole('radio', { name: t(`overview.by.${figure}`) }).click()
      await take(`overview-${figure}`)
    }
    await visit(page, '/overview?scope=hostgroup-2')
    await take('overview-group')
  })

  test('Performance: charts, their counters, and counters added by keyboard alone', async () => {
    const { page } = parts.host
    await visit(page, '/performance')
    const rows = page.getByRole('region', { name: t('performance.counters') }).getByRole('row')
    await rows.nth(1).waitFor()
    await take('performance')
    const before = await rows.count()
    await page.keyboard.press('Insert')
    const layer = dialog(page, t('performance.add.title'))
    await layer.getByRole('combobox', { name: t('performance.add.object') }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('Hyper-V Hypervisor Root Virtual')
    await page.keyboard.press('Tab')
    await layer.getByText(/^[1-9]\d* counters$/).waitFor()
    await page.keyboard.press('Enter')
    await layer.waitFor({ state: 'hidden' })
    await rows.nth(before).waitFor()
    for (const kind of ['area', 'stacked', 'histogram', 'report'] as const) {
      await page.getByRole('radio', { name: t(`performance.kind.${kind}`) }).click()
      await take(`performance-${kind}`)
    }
    await page.getByRole('radio', { name: t('performance.kind.line') }).click()
    await page.getByRole('button', { name: t('performance.asTable') }).click()
    await take('performance-table')
    await page.getByRole('button', { name: t('ui.chart.asChart') }).click()
    await action(page, t('performance.chart.add')).click()
    await take('performance-two')
    await takeDialogs('performance', {
      add: t('performance.add.title'),
      save: t('performance.save.title'),
    })
  })

  test('VMs: list, details of one and of several', async () => {
    const { page } = parts.host
    await visit(page, '/vms')
    await row(page, 'sac-dc-01').waitFor()
    await take('vms')
    await select(page, 'build-01')
    await takeTabs('vms', ['summary', 'hardware', 'networking', 'jobs', 'notes', 'placement'])
    await select(page, 'lb-app-01', 'lb-sql-01', 'lb-dc-01')
    await take('vms-several')
  })

  test('VMs: dialogs, menus and states', async () => {
    const { page } = parts.host
    await visit(page, '/vms')
    await select(page, 'lb-app-01')
    await takeDialogs('vms', {
      rename: t('common.rename'),
      tags: t('vms.tags'),
      properties: t('vms.properties'),
      owner: t('action.vm.setOwner'),
      workload: t('action.vm.assignTrace'),
      'turn-off': t('action.vm.turnOff'),
    })
    await takeLayer('vms-context-menu', () => row(page, 'lb-app-01').click({ button: 'right' }))
    await takeLayer('user-menu', () =>
      page.getByRole('banner').locator('button[aria-haspopup="menu"]').last().click(),
    )
    await page.getByRole('button', { name: t('ui.filter.add'), exact: true }).click()
    await page.getByLabel(t('ui.filter.field')).waitFor()
    await take('vms-filter')
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox', { name: t('vms.search') }).fill('nothing is named so')
    await page.getByText(t('ui.state.noMatch')).waitFor()
    await take('vms-no-match')
    await page.getByRole('searchbox', { name: t('vms.search') }).fill('')
    await page.getByRole('button', { name: /^Recycle bin/ }).click()
    await page.getByText(t('vms.recycleBin.note')).waitFor()
    await take('vms-recycle-bin')
    await page.getByRole('button', { name: /^Recycle bin/ }).click()
  })

  test('palette: what it finds', async () => {
    const { page } = parts.host
    await visit(page, '/vms')
    await row(page, 'sac-dc-01').waitFor()
    await takeLayer('palette', async () => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: t('ui.palette.label') }).fill('sac')
      await page.getByRole('option', { name: /sac-sql-01/ }).waitFor()
    })
  })

  test('Hosts: list, details, and a move with its preview', async () => {
    const { page } = parts.host
    await visit(page, '/hosts')
    await row(page, 'lb-hv-01').waitFor()
    await take('hosts')
    await select(page, 'lb-hv-01')
    await takeTabs('hosts', ['summary', 'hardware', 'storage', 'vms', 'notes'])
    await takeLayer('hosts-move', async () => {
      await action(page, t('hosts.move.to')).click()
      const box = dialog(page, t('hosts.move.title', { name: 'lb-hv-01' }))
      await box.getByRole('treeitem', { name: /^Sacramento/ }).click()
      await box
        .getByText(/loses sight/)
        .first()
        .waitFor()
    })
  })

  test('Library: every section, and the dialogs of its objects', async () => {
    const { page } = parts.host
    const sections = {
      templates: ['Build agent', undefined],
      hardware: ['Small server', t('library.hardwareProfile.new')],
      'guest-os': ['Windows 7 desktop', t('library.guestOsProfile.new')],
      disks: ['SLES 11.vhd', t('library.disk.add')],
      shares: ['MSSCVMMLibrary', t('library.share.new')],
    } as const
    for (const [section, [name, opener]] of Object.entries(sections)) {
      await visit(page, `/library/${section}`)
      await row(page, name).first().click()
      await take(`library-${section}`)
      if (opener) await takeDialogs(`library-${section}`, { new: opener })
    }
    await takeDialogs('library-shares', { move: t('library.share.moveAction') })
  })

  test('PRO: every part, and the editor of rules', async () => {
    const { page } = parts.host
    await visit(page, '/pro/tips')
    await page.getByText(t('pro.tips.none'), { exact: true }).waitFor()
    await take('pro-tips')
    await visit(page, '/pro/rules')
    await row(page, 'Cluster is over-committed').click()
    await page.getByRole('region', { name: t('pro.preview') }).waitFor()
    await take('pro-rules')
    await visit(page, '/pro/packs')
    await row(page, t('pro.pack.origin.shipped')).first().click()
    await page.getByRole('button', { name: t('pro.pack.runTests') }).waitFor()
    await take('pro-packs')
    await visit(page, '/pro/waivers')
    await page.getByText(t('pro.waivers.none')).waitFor()
    await take('pro-waivers')
    await visit(page, '/pro/rule')
    await page.getByLabel(t('pro.rule.field.title')).waitFor()
    await take('pro-rule-new')
  })

  test('Jobs: list, details, and those of the top bar', async () => {
    const { page } = parts.host
    await visit(page, '/jobs')
    await row(page, t('job.vm.create'), '2 virtual machines').click()
    await takeTabs('jobs', ['summary', 'steps', 'changes'])
    await page
      .getByRole('banner')
      .getByRole('button', { name: t('jobs.title') })
      .click()
    await page.getByRole('region', { name: t('jobs.recent') }).waitFor()
    await take('jobs-recent')
    await page.keyboard.press('Escape')
  })
})
