import { beforeAll, test } from 'vitest'
import {
  action,
  administrator,
  capture,
  captureLayer,
  fillOffice,
  next,
  row,
  signIn,
  story,
  t,
  tick,
  visit,
} from '../kit/e2e/index.ts'

story('views of administration', { fabric: 'state-agency', goesOn: true }, parts => {
  beforeAll(async () => {
    const wire = await parts.host.wire(administrator)
    await fillOffice(wire.client)
    await wire.close()
    await signIn(parts.host.page, administrator)
  })
  const take = (name: string) => capture(parts.host, name)

  const takeDialog = (name: string, title: string, open: () => Promise<void>) =>
    captureLayer(parts.host, name, open, title)

  test('users and groups', async () => {
    const { page } = parts.host
    await visit(page, '/admin/users')
    await row(page, 'olga').click()
    await take('admin-users')
    await takeDialog('admin-users-new', t('admin.user.new'), () =>
      action(page, t('admin.user.new')).click(),
    )
    await visit(page, '/admin/groups')
    await row(page, 'Long Beach operators').click()
    await take('admin-groups')
    await takeDialog('admin-groups-new', t('admin.group.new'), () =>
      action(page, t('admin.group.new')).click(),
    )
  })

  test('roles, sessions and audit', async () => {
    const { page } = parts.host
    await visit(page, '/admin/roles')
    await row(page, 'Developers').click()
    await take('admin-roles')
    await visit(page, '/admin/sessions')
    await row(page, t('account.session.current')).first().waitFor()
    await take('admin-sessions')
    await visit(page, '/admin/audit')
    await row(page, t('job.vm.create')).first().click()
    await take('admin-audit')
  })

  test('traces', async () => {
    const { page } = parts.host
    await visit(page, '/admin/traces')
    await row(page, 'Generated').click()
    await page.getByRole('grid', { name: t('traces.of', { source: 'Generated' }) }).waitFor()
    await take('admin-traces')
    await takeDialog('admin-traces-import', t('traces.import.title'), () =>
      page.getByRole('button', { name: t('traces.import.open') }).click(),
    )
    await takeDialog('admin-traces-assign', t('traces.assign.title', { source: 'Generated' }), () =>
      action(page, t('traces.assign.open')).click(),
    )
  })

  test('role wizard: every page of a self-service role', async () => {
    const { page } = parts.host
    await visit(page, '/admin/roles/new')
    await page.getByRole('textbox', { name: t('common.name'), exact: true }).fill('Testers')
    await take('role-name')
    const fill: [step: string, does: () => Promise<void>][] = [
      ['profile', () => tick(page.getByRole('radio', { name: /^Self-Service User/ }))],
      ['members', () => tick(page.getByRole('checkbox', { name: /^nora/ }))],
      ['scope', () => tick(page.getByRole('checkbox', { name: /^Sacramento/ }))],
      ['quotas', () => page.getByLabel(t('roles.quota.points'), { exact: true }).fill('4')],
      ['resources', () => tick(page.getByRole('checkbox', { name: /^Build agent/ }))],
      ['actions', () => Promise.resolve()],
      ['summary', () => Promise.resolve()],
    ]
    for (const [step, does] of fill) {
      await next(page, t(`roles.step.${step}`))
      await does()
      await take(`role-${step}`)
    }
  })

  test('account', async () => {
    const { page } = parts.host
    await visit(page, '/account')
    await row(page, t('account.session.current')).waitFor()
    await take('account')
    await takeDialog('account-token', t('account.token.title'), () =>
      page.getByRole('button', { name: t('account.token.title') }).click(),
    )
    await takeDialog('account-password', t('account.changePassword.title'), () =>
      page.getByRole('button', { name: t('account.changePassword.title') }).click(),
    )
  })
})
