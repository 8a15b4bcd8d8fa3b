import { beforeAll, expect, test } from 'vitest'
import {
  administrator,
  capture,
  fillOffice,
  people,
  signIn,
  signInAs,
  story,
  t,
  visit,
  type RawWire,
} from '../kit/e2e/index.ts'

story('views of the portal', { fabric: 'state-agency', goesOn: true }, parts => {
  let admin: RawWire
  beforeAll(async () => {
    admin = await parts.host.wire(administrator)
    await fillOffice(admin.client)
    await signIn(parts.host.page, people.developer)
    return () => admin.close()
  })
  const take = (name: string) => capture(parts.host, name)

  test('catalogue and a request', async () => {
    const { page } = parts.host
    const card = page.getByRole('listitem').filter({ hasText: 'Build agent' })
    await card.waitFor()
    await take('portal-catalogue')
    await card.getByRole('button', { name: t('portal.card.request') }).click()
    await page.getByRole('form').waitFor()
    await take('portal-request')
  })

  test('machines: list, details and a question', async () => {
    const { page } = parts.host
    await visit(page, '/portal/machines')
    await page.getByRole('button', { name: 'build-01', exact: true }).click()
    const actions = page.getByRole('region', { name: t('library.actions'), exact: true })
    await actions.getByRole('button', { name: t('action.vm.shutDown') }).waitFor()
    await take('portal-machines')
    await actions.getByRole('button', { name: t('action.vm.shutDown') }).click()
    await page.getByRole('dialog').waitFor()
    await take('portal-question')
    await page.keyboard.press('Escape')
  })

  test('activity, help and account', async () => {
    const { page } = parts.host
    for (const place of ['activity', 'help', 'account']) {
      await visit(page, `/portal/${place}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await take(`portal-${place}`)
    }
  })

  test('a session that ended, and somebody without any role', async () => {
    const { page } = parts.host
    const { rows } = await admin.client.user.list({ text: people.developer.name })
    await admin.client.user.setPassword({ userId: rows[0]!.id, password: 'another one for dora' })
    await visit(page, '/portal/activity')
    await page.getByRole('heading', { name: t('session.ended.title') }).waitFor()
    await take('session-ended')
    await page.getByRole('button', { name: t('session.signInAgain') }).click()
    await signIn(page, people.guest)
    await page.getByRole('heading', { name: t('session.noSurface.title') }).waitFor()
    await take('nothing-assigned')
    await page.getByRole('button', { name: t('session.signOut') }).click()
    await signIn(page, administrator)
    await page.getByRole('navigation', { name: t('frame.workspaces') }).waitFor()
    await signInAs(page, administrator)
    expect(new URL(page.url()).pathname).not.toMatch(/^\/portal/)
  })
})
