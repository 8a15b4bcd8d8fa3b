import { beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { RawWire } from '../kit/e2e/host.ts'
import {
  action,
  administrator,
  capture,
  dialog,
  pick,
  row,
  signIn,
  story,
  t,
  visit,
} from '../kit/e2e/index.ts'

/** VMs that leave each other host for the first one, so that it carries more than the rest. */
const perHost = 3

story('plans', { fabric: 'poc-lab' }, parts => {
  let wire: RawWire

  beforeAll(async () => {
    await signIn(parts.host.page, administrator)
    wire = await parts.host.wire(administrator)
  })

  const openJobs = async () => {
    const { rows } = await wire.client.job.list({ limit: 200 })
    return rows.filter(job => job.status === 'running' || job.status === 'waiting').length
  }
  const steps = (page: Page) => page.getByRole('table', { name: t('plans.tab.steps') })

  /** Lets time pass quickly until no job is open. */
  async function settle(): Promise<void> {
    await wire.client.clock.set({ paused: false, factor: 60 })
    await expect.poll(openJobs, { timeout: 60000 }).toBe(0)
    await wire.client.clock.set({ paused: true, factor: 1 })
  }

  test('one host is crowded', async () => {
    const { client } = wire
    const { rows: hosts } = await client.host.list({ limit: 50 })
    const [first, ...others] = hosts
    for (const host of others) {
      const { rows } = await client.vm.list({ scope: host.id, limit: perHost })
      const vmIds = rows.map(vm => vm.id)
      await client.vm.migrate({ vmIds, hostId: first!.id, kind: 'live' })
    }
    await settle()
  })

  test('Optimize Hosts: a plan with its steps and a drawing, and nothing has moved', async () => {
    const { page } = parts.host
    await visit(page, '/hosts')
    await page
      .getByRole('treeitem', { name: /poc-cluster/ })
      .first()
      .click()
    await action(page, t('plans.optimize')).click()
    await steps(page).waitFor()
    await row(page, 'Balance poc-cluster', t('plans.status.proposed')).waitFor()
    expect(await openJobs()).toBe(0)
    await capture(parts.host, 'plans-steps')
    await page.getByRole('tab', { name: t('plans.tab.drawing') }).click()
    await page.getByRole('table', { name: /poc-cluster before and after/ }).waitFor()
    await capture(parts.host, 'plans-drawing')
  })

  test('a step left out: the rest is worked out anew', async () => {
    const { page } = parts.host
    await page.getByRole('tab', { name: new RegExp(`^${t('plans.tab.steps')}`) }).click()
    const [before] = (await wire.client.plan.list({})).rows
    await steps(page).getByRole('checkbox').first().uncheck({ force: true })
    await steps(page).getByText(t('plans.step.dropped')).first().waitFor()
    const [after] = (await wire.client.plan.list({})).rows
    expect(after!.steps).toBe(before!.steps - 1)
    expect(after!.imbalanceAfter).toBeGreaterThan(before!.imbalanceAfter)
  })

  test('run: a job of its own, and afterwards held against its forecast', async () => {
    const { page } = parts.host
    await action(page, t('plans.do.run')).click()
    const box = dialog(page, /^Run Balance poc-cluster/)
    await box.getByText(/over the network/).waitFor()
    await box.getByRole('button', { name: t('plans.do.run') }).click()
    await box.waitFor({ state: 'detached' })
    await row(page, 'Balance poc-cluster', t('plans.status.running')).waitFor()
    await settle()
    await row(page, 'Balance poc-cluster', t('plans.status.completed')).waitFor()
    await page.getByRole('table', { name: t('plans.tab.compare') }).waitFor()
    await capture(parts.host, 'plans-compare')
  })

  test('proposed again: nothing to do, and why', async () => {
    const { page } = parts.host
    await action(page, t('plans.do.again')).click()
    await row(page, 'Balance poc-cluster', t('plans.status.empty')).waitFor()
    await page.getByRole('table', { name: t('plans.why.looked') }).waitFor()
    await page
      .getByText(/counts as even at aggressiveness 3/)
      .first()
      .waitFor()
    await capture(parts.host, 'plans-why')
  })

  test('best plan: solved beside the fabric, and held against the fast one and its bound', async () => {
    const { page } = parts.host
    await action(page, t('plans.do.create')).click()
    const box = dialog(page, t('plans.propose.title'))
    await pick(box.getByLabel(t('plans.kind'), { exact: true }), t('plans.kind.best'))
    await capture(parts.host, 'plans-propose-best')
    await box.getByRole('button', { name: t('plans.propose.do') }).click()
    await box.waitFor({ state: 'detached', timeout: 60000 })
    await page
      .getByRole('heading', { name: /^Best plan for poc-cluster/ })
      .first()
      .waitFor()
    await capture(parts.host, 'plans-best')
  })

  test('Dynamic Optimization: automatic for a host group, by its properties', async () => {
    const { page } = parts.host
    await visit(page, '/hosts')
    const root = page.getByRole('treeitem').first()
    await root.click()
    const name = t('hosts.groupProperties.title', { name: 'All Hosts' })
    await page.getByRole('button', { name }).click()
    const box = dialog(page, name)
    await box.getByRole('tab', { name: t('hosts.groupProperties.optimization') }).click()
    await box.getByText(t('plans.group.thresholds')).first().waitFor()
    await capture(parts.host, 'plans-settings')
    await box.getByLabel(t('plans.group.automatic')).check({ force: true })
    await box.getByRole('button', { name: t('common.save') }).click()
    await box.waitFor({ state: 'detached' })
    const { settings } = await wire.client.plan.optimization({ hostGroupId: 'hostgroup-1' })
    expect(settings.mode).toBe('automatic')
  })
})
