import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { HostGroupId } from '../../shared/domain/index.ts'
import {
  action,
  administrator,
  capture,
  choose,
  dialog,
  message,
  pick,
  row,
  select,
  signIn,
  story,
  t,
  tick,
  visit,
} from '../kit/e2e/index.ts'

story('PRO', { fabric: 'poc-lab' }, parts => {
  const title = 'Host runs VMs'
  /** The rule in the list of all, of which only a part is drawn. */
  const seek = () => parts.host.page.getByLabel(t('pro.rules.search')).fill(title)

  beforeAll(async () => {
    const wire = await parts.host.wire(administrator)
    // The rule of this story alone is to speak.
    for (const pack of await wire.client.pro.packs({})) {
      await wire.client.pro.setPack({ packId: pack.id, isEnabled: false })
    }
    const { nodes } = await wire.client.hostGroup.tree({})
    const levels = { monitoring: 'all', automation: 'none' } as const
    await wire.client.pro.setSettings({ id: nodes[0]!.id as HostGroupId, levels })
    await wire.client.clock.set({ paused: false, factor: 60 })
    await wire.close()
    await signIn(parts.host.page, administrator)
  })

  test('no tips: it says what is watched', async () => {
    const { page } = parts.host
    await visit(page, '/pro')
    await page.getByText(t('pro.tips.none'), { exact: true }).waitFor()
    await capture(parts.host, 'pro-empty')
  })

  test('a rule is written in lines: it is validated, and shows on what it would fire now', async () => {
    const { page } = parts.host
    await visit(page, '/pro/rules')
    await action(page, t('pro.rule.new')).click()
    await page.getByLabel(t('pro.rule.field.title')).fill(title)
    await page.getByRole('button', { name: t('pro.rule.add.critical') }).click()
    const lines = page.getByRole('group', { name: t('pro.rule.level.critical') }).first()
    await lines.getByRole('combobox', { name: t('pro.rule.signal') }).fill('runningVms')
    await page.getByRole('option', { name: /runningVms\./ }).click()
    await lines.getByRole('spinbutton', { name: t('pro.rule.value') }).fill('0')
    for (const [key, count] of Object.entries({ ofLast: '4', need: '3' })) {
      const label = t(`pro.rule.${key}`)
      const field = page.getByRole('spinbutton', { name: label, exact: true })
      await field.fill(count)
      await field.press('Tab')
    }
    for (const field of ['description', 'cause', 'remedialAction', 'source']) {
      await page.getByLabel(t(`pro.rule.field.${field}`), { exact: true }).fill(`The ${field}`)
    }
    await page.getByRole('combobox', { name: t('pro.rule.addStep') }).fill('host.update')
    await page.getByRole('option', { name: /Changes a host/ }).click()
    await page.getByLabel('changes', { exact: true }).fill('{"notes":"Seen by PRO"}')
    const preview = page.getByRole('region', { name: t('pro.preview') })
    await preview.getByText('hv-01', { exact: true }).waitFor()
    await capture(parts.host, 'pro-rule')
    await page.getByRole('button', { name: t('common.save') }).click()
    await seek()
    await row(page, title).waitFor()
  })

  test('the rule as text: a name that is not known is pointed at', async () => {
    const { page } = parts.host
    await seek()
    await select(page, title)
    await action(page, t('common.edit')).click()
    const part = page.getByRole('group', { name: t('pro.rule.level.critical') }).first()
    await part.getByRole('radio', { name: t('pro.rule.way.text') }).click()
    const box = page.getByLabel(t('pro.rule.conditionText', { level: 'Critical' }))
    expect(await box.inputValue()).toBe('runningVms > 0.0')
    await box.fill('runningVm > 0.0')
    await part
      .getByText(/is no signal of a host/)
      .first()
      .waitFor()
    await capture(parts.host, 'pro-rule-text')
    await page.getByRole('button', { name: t('common.cancel') }).click()
    await seek()
    await row(page, title).waitFor()
  })

  test('the tip appears: with evidence and remedy, in the badge and in the window', async () => {
    const { page } = parts.host
    await visit(page, '/pro/tips')
    await row(page, 'hv-01', title).first().waitFor()
    await choose(page, 'hv-01', title)
    await page.getByRole('tab', { name: t('pro.tip.overview') }).click()
    await page.getByRole('heading', { name: t('pro.evidence') }).waitFor()
    await page.getByText('runningVms > 0.0').first().waitFor()
    await capture(parts.host, 'pro-tip')
    await page.getByRole('tab', { name: new RegExp(`^${t('pro.tip.why')}`) }).click()
    await capture(parts.host, 'pro-tip-why')
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^PRO tips [1-9]/ })
      .click()
    const layer = dialog(page, t('pro.window.title'))
    await layer.getByRole('row').nth(1).waitFor()
    await tick(layer.getByRole('checkbox', { name: t('pro.window.opens') }))
    await capture(parts.host, 'pro-window')
    await page.keyboard.press('Escape')
    await layer.waitFor({ state: 'detached' })
  })

  test('implement: the remedy runs, and the job carries the tip', async () => {
    const { page } = parts.host
    await visit(page, '/pro/tips')
    await choose(page, 'hv-01', title)
    await action(page, t('pro.implement')).click()
    const sure = dialog(page, t('pro.implement.title', { name: title }))
    await capture(parts.host, 'pro-implement')
    await sure.getByRole('button', { name: t('pro.implement'), exact: true }).click()
    await page.getByRole('tab', { name: new RegExp(`^${t('pro.tip.history')}`) }).click()
    await page.getByText(t('pro.status.resolved')).first().waitFor()
    await page
      .getByRole('link', { name: t('job.host.update') })
      .first()
      .click()
    await page.getByRole('link', { name: /^Tip tip-/ }).waitFor()
    await page.getByRole('link', { name: /^Tip tip-/ }).click()
    await page.getByRole('tab', { name: new RegExp(`^${t('pro.tip.history')}`) }).waitFor()
  })

  test('dismiss: the tip goes into history', async () => {
    const { page } = parts.host
    await visit(page, '/pro/tips')
    await page.getByRole('radio', { name: t('pro.tips.group.active') }).click()
    await choose(page, 'hv-02', title)
    await action(page, t('pro.dismiss')).click()
    await message(page, t('pro.dismiss')).first().waitFor()
    await page.getByRole('radio', { name: t('pro.tips.group.history') }).click()
    await row(page, 'hv-02', t('pro.status.dismissed')).waitFor()
  })

  test('waive: with a reason; the waiver is listed, and can be ended', async () => {
    const { page } = parts.host
    await page.getByRole('radio', { name: t('pro.tips.group.active') }).click()
    await choose(page, 'hv-03', title)
    await action(page, t('pro.waive.dots')).click()
    const ask = dialog(page, t('pro.waive.title', { name: title }))
    await ask.getByLabel(t('pro.waive.reason')).fill('It is meant to run VMs')
    await pick(ask.getByLabel(t('pro.waive.until')), t('pro.waive.for.day'))
    await capture(parts.host, 'pro-waive')
    await ask.getByRole('button', { name: t('pro.waive'), exact: true }).click()
    await ask.waitFor({ state: 'detached' })
    await visit(page, '/pro/waivers')
    await row(page, 'hv-03', 'It is meant to run VMs').click()
    await capture(parts.host, 'pro-waivers')
    await action(page, t('pro.unwaive')).click()
    await page.getByText(t('pro.waivers.none')).waitFor()
  })

  test('a pack: its tests pass, and it is taken in again under another name', async () => {
    const { page } = parts.host
    await visit(page, '/pro/packs')
    await choose(page, 'Storage')
    await page.getByRole('button', { name: t('pro.pack.runTests') }).click()
    await page.getByText(/^All \d+ tests passed$/).waitFor()
    await capture(parts.host, 'pro-pack')
    const file = join(parts.host.dataDir, 'copy.pack.json')
    const shipped = readFileSync('core/pro/packs/data/storage.pack.json', 'utf8')
    const copy = { ...(JSON.parse(shipped) as object), id: 'storage-copy', title: 'Copy of it' }
    writeFileSync(file, JSON.stringify(copy))
    await page.getByLabel(t('pro.pack.file')).setInputFiles(file)
    await row(page, 'Copy of it', t('pro.pack.origin.imported')).waitFor()
  })

  test('levels: a host group says what is watched in it', async () => {
    const { page } = parts.host
    await visit(page, '/hosts')
    await page.getByRole('treeitem', { name: /^All Hosts/ }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: /Properties/ }).click()
    const box = page.getByRole('dialog')
    await box.getByRole('tab', { name: 'PRO', exact: true }).click()
    await box.getByText(t('pro.settings.monitoring')).first().waitFor()
    await capture(parts.host, 'pro-levels')
    await page.keyboard.press('Escape')
  })
})
