import { beforeAll, expect, inject, test } from 'vitest'
import {
  action,
  administrator,
  dialog,
  next,
  row,
  select,
  signIn,
  signInAs,
  story,
  t,
  tick,
  visit,
  type RawWire,
} from '../kit/e2e/index.ts'

const operator = { name: 'olga', password: 'long beach operates' } as const

story('delegation', { fabric: 'state-agency' }, parts => {
  let admin: RawWire
  beforeAll(async () => {
    admin = await parts.host.wire(administrator)
    await signIn(parts.host.page, administrator)
    return () => admin.close()
  })

  test('users: one is created, and a group of which they are a member', async () => {
    const { page } = parts.host
    await visit(page, '/admin/users')
    await action(page, t('admin.user.new')).click()
    const user = dialog(page, t('admin.user.new'))
    await user.getByLabel(t('common.name'), { exact: true }).fill(operator.name)
    await user.getByLabel(t('admin.user.displayName')).fill('Olga Lopez')
    await user.getByLabel(t('account.signIn.password'), { exact: true }).fill(operator.password)
    await user.getByLabel(t('account.password.again'), { exact: true }).fill(operator.password)
    await user.getByRole('button', { name: t('common.create') }).click()
    await row(page, operator.name, 'Olga Lopez').waitFor()

    await visit(page, '/admin/groups')
    await action(page, t('admin.group.new')).click()
    const group = dialog(page, t('admin.group.new'))
    await group.getByLabel(t('common.name'), { exact: true }).fill('Long Beach operators')
    await tick(group.getByRole('checkbox', { name: /^olga/ }))
    await group.getByRole('button', { name: t('common.create') }).click()
    await row(page, 'Long Beach operators').waitFor()
  })

  test('role: the wizard leads through its pages, and says in words what members will be able to do', async () => {
    const { page } = parts.host
    await visit(page, '/admin/roles')
    await action(page, t('roles.new')).click()
    await page
      .getByRole('textbox', { name: t('common.name'), exact: true })
      .fill('Long Beach administrators')
    await next(page, t('roles.step.profile'))
    await tick(page.getByRole('radio', { name: /^Delegated Administrator/ }))
    await next(page, t('roles.step.members'))
    await tick(page.getByRole('checkbox', { name: /^Long Beach operators/ }))
    await next(page, t('roles.step.scope'))
    await tick(page.getByRole('checkbox', { name: /^Long Beach/ }).first())
    const shares = page.getByRole('group', { name: new RegExp(`^${t('roles.shares')}`) })
    await tick(shares.getByRole('checkbox', { name: /^Library/ }))
    await next(page, t('roles.step.actions'))
    await next(page, t('roles.step.summary'))
    const words = page.getByRole('complementary').filter({ hasText: t('roles.words.title') })
    await words.getByText(t('roles.words.can'), { exact: true }).waitFor()
    expect(await words.innerText()).toContain('Long Beach')
    expect(await words.innerText()).toContain(t('roles.words.cannot'))
    await page.getByRole('button', { name: t('common.create'), exact: true }).click()
    await row(page, 'Long Beach administrators').waitFor()
  })

  test('operator: signed in: the console shows the scope and nothing else', async () => {
    const { page } = parts.host
    await signInAs(page, operator)
    await visit(page, '/vms')
    await row(page, 'lb-dc-01').waitFor()
    await page.getByText('5 of 5').waitFor()
    expect(await row(page, 'sac-').count()).toBe(0)
    const tree = page.getByRole('tree', { name: t('hosts.groups') })
    expect(await tree.innerText()).not.toContain('Sacramento')
    await select(page, 'lb-print-01')
    await action(page, t('action.vm.shutDown')).waitFor()
    const rail = page.getByRole('navigation', { name: t('frame.workspaces') })
    await rail.getByRole('link', { name: t('frame.workspace.hosts') }).click()
    const hosts = page.getByRole('grid', { name: t('page.hosts') })
    await row(hosts, 'lb-hv-01').waitFor()
    expect(await row(hosts, '-hv-0').count()).toBe(1)
  })

  test('operator: raw calls on the wire: what is hidden is not found, and no list, search or export tells of it', async () => {
    const { rows } = await admin.client.vm.list({ text: 'sac-sql-01' })
    const hidden = rows[0]!.id
    const { client, close } = await parts.host.wire(operator)
    const listed = await client.vm.list({ limit: 500 })
    expect(listed.rows.map(vm => vm.name).sort()).toEqual([
      'lb-app-01',
      'lb-dc-01',
      'lb-file-01',
      'lb-print-01',
      'lb-sql-01',
    ])
    const answers = await Promise.allSettled([
      client.vm.get({ vmId: hidden }),
      client.vm.get({ vmId: 'vm-999999' }),
      client.vm.shutDown({ vmIds: [hidden] }),
      client.vm.shutDown({ vmIds: ['vm-999999'] }),
      client.vm.update({ vmIds: [hidden], changes: { notes: 'mine' } }),
    ])
    const refusals = answers.map(answer => {
      const { code, message } = (answer as PromiseRejectedResult).reason as Error & { code: string }
      return { code, message: message.replace(/vm-\d+/, 'vm-N') }
    })
    expect(refusals.map(one => one.code)).toEqual(Array(5).fill('not-found'))
    // The same words for what is hidden as for what does not exist.
    expect(new Set(refusals.map(one => one.message)).size).toBe(1)
    expect(await client.search.find({ text: 'sac-' })).toEqual([])
    let exported = ''
    for await (const part of await client.vm.export({})) exported += part.csv
    expect(exported).toContain('lb-sql-01')
    expect(exported).not.toContain('sac-')
    await close()
  })

  test.runIf(inject('hostKind') === 'web')(
    'operator: a token over HTTP: the same scope',
    async () => {
      const { host } = parts
      const { client, close } = await host.wire(operator)
      const { token } = await client.session.createToken({ label: 'script' })
      await close()
      const ask = (path: string, body?: object) =>
        fetch(`${host.address}/api${path}`, {
          method: body ? 'POST' : 'GET',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: body && JSON.stringify(body),
        })
      const { rows } = await admin.client.vm.list({ text: 'sac-sql-01' })
      const hidden = rows[0]!.id
      const list = (await (await ask('/vms')).json()) as { total: number }
      expect(list.total).toBe(5)
      expect((await ask(`/vms/get?vmId=${hidden}`)).status).toBe(404)
      expect((await ask('/vms/start', { vmIds: [hidden] })).status).toBe(404)
      expect(await (await ask('/search?text=sac-')).json()).toEqual([])
      expect(await (await ask('/vms/export')).text()).not.toContain('sac-')
    },
  )
})
