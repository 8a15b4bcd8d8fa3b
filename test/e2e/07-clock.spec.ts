import { beforeAll, expect, test } from 'vitest'
import { administrator, signIn, signInAs, story, t, type RawWire } from '../kit/e2e/index.ts'

const reader = { name: 'rita', password: 'only looks at things' } as const

story('clock', { fabric: 'state-agency' }, parts => {
  let admin: RawWire
  beforeAll(async () => {
    admin = await parts.host.wire(administrator)
    const { id } = await admin.client.user.create(reader)
    const { nodes } = await admin.client.hostGroup.tree({})
    await admin.client.role.create({
      name: 'Readers',
      profile: 'read-only-administrator',
      userIds: [id as `user-${number}`],
      scope: { hostGroupIds: [nodes[0]!.id as `hostgroup-${number}`] },
    })
    await signIn(parts.host.page, administrator)
    return () => admin.close()
  })

  const speeds = () => parts.host.page.getByRole('radiogroup', { name: t('frame.clock.speed') })
  const status = () => parts.host.page.getByRole('contentinfo')

  test('pause: simulated time stands still, and says so', async () => {
    await speeds()
      .getByRole('radio', { name: t('frame.clock.pause') })
      .click()
    await status().getByText(t('frame.clock.isPaused')).waitFor()
    const { nowMs } = await admin.client.clock.get({})
    await admin.client.vm.list({})
    expect((await admin.client.clock.get({})).nowMs).toBe(nowMs)
  })

  test('60x: time runs, and the factor reached is shown', async () => {
    const before = (await admin.client.clock.get({})).nowMs
    await speeds()
      .getByRole('radio', { name: t('frame.clock.factor', { factor: 60 }) })
      .click()
    await status()
      .getByText(/^reaches (5\d|6\d)x$/)
      .waitFor()
    expect((await admin.client.clock.get({})).factor).toBe(60)
    await expect
      .poll(async () => (await admin.client.clock.get({})).nowMs - before)
      .toBeGreaterThan(60_000)
  })

  test('a role without the right: the speeds are disabled, with the reason, and the wire refuses', async () => {
    const { page } = parts.host
    await signInAs(page, reader)
    await speeds().waitFor()
    expect(await speeds().getByRole('radio', { disabled: false }).count()).toBe(0)
    await page.getByRole('button', { name: t('frame.clock.locked') }).waitFor()
    const { client, close } = await parts.host.wire(reader)
    await expect(client.clock.set({ paused: true })).rejects.toMatchObject({
      code: 'access.denied',
    })
    await close()
  })
})
