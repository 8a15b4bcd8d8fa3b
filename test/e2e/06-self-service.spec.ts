import { beforeAll, expect, test } from 'vitest'
import {
  action,
  administrator,
  next,
  row,
  signIn,
  signInAs,
  story,
  t,
  tick,
  visit,
  type RawWire,
} from '../kit/e2e/index.ts'

const developer = { name: 'dora', password: 'builds at head quarters' } as const
const roleName = 'Developers'

story('self-service', { fabric: 'state-agency' }, parts => {
  let admin: RawWire
  beforeAll(async () => {
    admin = await parts.host.wire(administrator)
    await admin.client.user.create(developer)
    await signIn(parts.host.page, administrator)
    return () => admin.close()
  })

  test('role: the wizard gives a scope, a quota of points, templates and permitted actions', async () => {
    const { page } = parts.host
    await visit(page, '/admin/roles')
    await action(page, t('roles.new')).click()
    await page.getByRole('textbox', { name: t('common.name'), exact: true }).fill(roleName)
    await next(page, t('roles.step.profile'))
    await tick(page.getByRole('radio', { name: /^Self-Service User/ }))
    await next(page, t('roles.step.members'))
    await tick(page.getByRole('checkbox', { name: /^dora/ }))
    await next(page, t('roles.step.scope'))
    await tick(page.getByRole('checkbox', { name: /^Sacramento headquarters/ }))
    await next(page, t('roles.step.quotas'))
    await page.getByLabel(t('roles.quota.points'), { exact: true }).fill('5')
    await next(page, t('roles.step.resources'))
    await tick(page.getByRole('checkbox', { name: /^Build agent/ }))
    await next(page, t('roles.step.actions'))
    await page.getByRole('radio', { name: t('roles.preset.createAndOperate') }).click()
    await page
      .getByRole('checkbox', { name: t('roles.action.pauseAndResume') })
      .uncheck({ force: true })
    await next(page, t('roles.step.summary'))
    const words = page.getByRole('complementary').filter({ hasText: t('roles.words.title') })
    await words
      .getByText(/5 .*points/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: t('common.create'), exact: true }).click()
    await row(page, roleName).waitFor()
  })

  test('portal: a self-service user gets it, and no address leads to the console', async () => {
    const { page } = parts.host
    await signInAs(page, developer)
    await page.getByRole('heading', { name: t('portal.section.catalogue') }).waitFor()
    for (const path of ['/vms', '/admin/roles', '/hosts', '/library', '/jobs']) {
      await page.evaluate(to => {
        window.postMessage({ type: 'hostward:go', path: to }, window.location.origin)
      }, path)
      await page.waitForURL(/\/portal$/)
    }
    if (parts.host.address) {
      await page.goto(`${parts.host.address}/vms`)
      await page.waitForURL(/\/portal$/)
    }
    await page.getByRole('heading', { name: t('portal.section.catalogue') }).waitFor()
    expect(await page.getByRole('navigation', { name: t('frame.workspaces') }).count()).toBe(0)
    const { client, close } = await parts.host.wire(developer)
    await expect(client.host.list({})).rejects.toMatchObject({ code: 'access.denied' })
    expect((await client.vm.list({})).total).toBe(0)
    await close()
  })

  test('requests: two become jobs with progress; quota before and after is shown', async () => {
    const { page } = parts.host
    await admin.client.clock.set({ factor: 60 })
    for (const [name, before, after] of [
      ['build-01', '0', '2'],
      ['build-02', '2', '4'],
    ] as const) {
      await visit(page, '/portal')
      await card()
        .getByRole('button', { name: t('portal.card.request') })
        .click()
      const form = page.getByRole('form', {
        name: t('portal.request.title', { name: 'Build agent' }),
      })
      await form.getByRole('textbox', { name: t('common.name'), exact: true }).fill(name)
      expect(await form.innerText()).toMatch(new RegExp(`${before}\\s+${after}\\s+of 5`))
      await form.getByRole('button', { name: t('portal.card.request') }).click()
      await form.waitFor({ state: 'detached' })
      await page.getByRole('row').filter({ hasText: name }).waitFor()
    }
    await visit(page, '/portal/activity')
    await page.getByText('build-02').first().waitFor()
    await page.getByRole('meter').or(page.getByRole('progressbar')).first().waitFor()
  })

  test('third request: it would break the quota: refused with the quota, the value and the limit', async () => {
    const { page } = parts.host
    await visit(page, '/portal')
    await card().getByText('Needs 2 points, you have 1 left').waitFor()
    expect(await card().getByRole('button').count()).toBe(0)
    const { client, close } = await parts.host.wire(developer)
    const { items } = await client.portal.catalogue({})
    const { roleId, templateId } = items[0]!
    const third = client.vm.request({ roleId, templateId, name: 'build-03' })
    await expect(third).rejects.toMatchObject({
      code: 'quota.exceeded',
      data: { used: 4, requested: 2, limit: 5 },
    })
    await expect(third).rejects.toThrow(
      /^The quota of template points of dora.* 4 used and 2 asked for are more than 5\.$/,
    )
    expect((await client.vm.list({})).total).toBe(2)
    await close()
  })

  test('actions: those that the role permits, and no others, here and on the wire', async () => {
    const { page } = parts.host
    await admin.client.clock.set({ factor: 600 })
    await visit(page, '/portal/machines')
    const line = page.getByRole('row').filter({ hasText: 'build-01' })
    await line.getByText(t('vms.state.running')).waitFor()
    await line.getByRole('button', { name: 'build-01', exact: true }).click()
    const actions = page.getByRole('region', { name: t('library.actions'), exact: true })
    await actions.getByRole('button', { name: t('action.vm.shutDown') }).waitFor()
    expect(await actions.innerText()).not.toContain(t('action.vm.pause'))
    const { client, close } = await parts.host.wire(developer)
    const { rows } = await client.vm.list({ text: 'build-01' })
    const vmIds = [rows[0]!.id]
    await expect(client.vm.pause({ vmIds })).rejects.toMatchObject({ code: 'access.denied' })
    await close()
    await actions.getByRole('button', { name: t('action.vm.shutDown') }).click()
    const sure = page.getByRole('dialog')
    await sure.getByRole('button', { name: t('action.vm.shutDown') }).click()
    await line.getByText(t('vms.state.stopped')).waitFor()
  })

  function card() {
    return parts.host.page.getByRole('listitem').filter({ hasText: 'Build agent' })
  }
})
