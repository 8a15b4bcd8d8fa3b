import type { Locator } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { VmId } from '../../shared/domain/index.ts'
import type { RawWire } from '../kit/e2e/host.ts'
import { action, administrator, capture, row, signIn, story, t, visit } from '../kit/e2e/index.ts'

story('why is this slow', { fabric: 'poc-lab' }, parts => {
  let wire: RawWire

  const openJobs = async () => {
    const { rows } = await wire.client.job.list({ limit: 200 })
    return rows.filter(job => job.status === 'running' || job.status === 'waiting').length
  }

  /** All VMs of the lab start at once, after an hour in which they ran. */
  async function storm(): Promise<void> {
    const { client } = wire
    const vmIds: VmId[] = []
    for (const offset of [0, 200]) {
      const { rows } = await client.vm.list({ limit: 200, offset })
      vmIds.push(...rows.map(vm => vm.id))
    }
    const startMs = (await client.clock.get({})).nowMs
    await client.clock.set({ paused: false, factor: 600 })
    const passed = async () => (await client.clock.get({})).nowMs - startMs
    await expect.poll(passed).toBeGreaterThan(3_600_000)
    await client.vm.turnOff({ vmIds })
    await expect.poll(openJobs).toBe(0)
    await client.clock.set({ factor: 10 })
    await client.vm.start({ vmIds })
    await expect
      .poll(async () => (await client.overview.health({})).volumes?.slow, { timeout: 60_000 })
      .toBe(1)
    await client.clock.set({ factor: 1 })
  }

  beforeAll(async () => {
    await signIn(parts.host.page, administrator)
    wire = await parts.host.wire(administrator)
  })

  test('a boot storm: the volume is slow', storm)

  test('which VM hurts this volume, since when, and how badly: two of five clicks', async () => {
    const { page } = parts.host
    await visit(page, '/jobs')
    let clicks = 0
    const click = async (one: Locator) => {
      await one.click()
      clicks++
    }
    await click(page.getByRole('link', { name: t('frame.workspace.overview') }).first())
    await click(page.getByRole('link', { name: /^Volume1\b.*: \d+ ms/ }))
    await page.getByText(t('slow.verdict.slow'), { exact: true }).waitFor()
    await page.getByText(t('slow.bottleneck')).waitFor()
    const since = page.getByText(/^(After )?\S+ .*\d\d:\d\d/).first()
    await since.waitFor()
    await page.getByText(/times the .* of before/).waitFor()
    await page.getByText(/260 VMs wait/).waitFor()
    const users = page.getByRole('region', { name: t('slow.users.title.iops') })
    await users
      .getByRole('link', { name: /^desk-/ })
      .first()
      .waitFor()
    expect(clicks).toBeLessThanOrEqual(5)
    await capture(parts.host, 'slow-volume')
    await click(users.getByRole('link', { name: /^desk-/ }).first())
    await click(action(page, t('slow.action')))
    await page.getByRole('list', { name: t('slow.chain') }).waitFor()
    expect(clicks).toBeLessThanOrEqual(5)
    await capture(parts.host, 'slow-vm')
  })

  test('the counters of a link: in the Performance workspace', async () => {
    const { page } = parts.host
    const chain = page.getByRole('list', { name: t('slow.chain') })
    await chain.getByRole('button', { name: new RegExp(t('slow.stage.processor')) }).click()
    await page.getByRole('button', { name: t('slow.charts.open') }).click()
    const rows = page.getByRole('region', { name: t('performance.counters') }).getByRole('row')
    await rows.getByText('% Total Run Time').first().waitFor()
    await capture(parts.host, 'slow-counters')
  })

  test('a host, an array and a virtual network: their own tabs', async () => {
    const { page } = parts.host
    await visit(page, '/hosts')
    await row(page, 'hv-01').click()
    await action(page, t('slow.action')).click()
    await page.getByRole('list', { name: t('slow.chain') }).waitFor()
    await capture(parts.host, 'slow-host')
    await visit(page, '/overview')
    await page.getByRole('link', { name: /^Volume1\b.*: \d+ ms/ }).waitFor()
    await capture(parts.host, 'slow-overview')
    await visit(page, '/storage/arrays?tab=performance')
    await row(page, 'RAID group 0').click()
    await page.getByRole('list', { name: t('slow.chain') }).waitFor()
    await capture(parts.host, 'slow-array')
    await visit(page, '/networking')
    await page.getByRole('tab', { name: t('networking.tab.virtual') }).click()
    await row(page, 'hv-01', 'Desktops').click()
    await page.getByText(t('slow.users.title.network')).waitFor()
    await capture(parts.host, 'slow-network')
  })
})
