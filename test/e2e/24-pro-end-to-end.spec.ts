import { beforeAll, expect, test } from 'vitest'
import {
  action,
  administrator,
  capture,
  choose,
  dialog,
  signIn,
  story,
  t,
  visit,
} from '../kit/e2e/index.ts'

story('PRO end to end', { fabric: 'poc-lab' }, parts => {
  const title = 'VM takes the disks from the others'
  const latencyMs = async () => {
    const wire = await parts.host.wire(administrator)
    const [volume] = await wire.client.storage.volumes({})
    await wire.close()
    return volume!.latencyMs
  }

  beforeAll(async () => {
    const wire = await parts.host.wire(administrator)
    const { rows } = await wire.client.fault.targets({ kind: 'runaway-guest', text: 'desk-001' })
    for (const { id } of await wire.client.pro.packs({})) {
      await wire.client.pro.setPack({ packId: id, isEnabled: id === 'storage' })
    }
    const levels = { monitoring: 'all', automation: 'none' } as const
    await wire.client.pro.setSettings({ id: 'hostgroup-1', levels })
    const targetId = rows[0]!.id
    await wire.client.fault.inject({ kind: 'runaway-guest', targetId, amount: 2000 })
    await wire.client.clock.set({ paused: false, factor: 60 })
    await wire.close()
    await signIn(parts.host.page, administrator)
  })

  test('a runaway VM raises a tip with its evidence', async () => {
    const { page } = parts.host
    await visit(page, '/pro/tips')
    await choose(page, 'desk-001', title)
    await page.getByRole('heading', { name: t('pro.evidence') }).waitFor()
    expect(await latencyMs()).toBeGreaterThan(200)
    await capture(parts.host, 'pro-runaway')
  })

  test('Implement: latency falls, and the tip closes', async () => {
    const { page } = parts.host
    await choose(page, 'desk-001', title)
    await action(page, t('pro.implement')).click()
    const sure = dialog(page, t('pro.implement.title', { name: title }))
    await sure.waitFor()
    await capture(parts.host, 'pro-runaway-implement')
    await sure.getByRole('button', { name: t('pro.implement'), exact: true }).click()
    await page.getByRole('tab', { name: new RegExp(`^${t('pro.tip.history')}`) }).click()
    await page.getByText(t('pro.status.closed')).first().waitFor({ timeout: 60000 })
    expect(await latencyMs()).toBeLessThan(25)
    await capture(parts.host, 'pro-runaway-closed')
  })
})
