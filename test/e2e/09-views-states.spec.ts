import { beforeAll, inject, test } from 'vitest'
import {
  administrator,
  capture,
  desktopOf,
  row,
  signIn,
  signOut,
  story,
  t,
  visit,
} from '../kit/e2e/index.ts'

const isDesktop = inject('hostKind') === 'electron'

story('views of first run and sign-in', {}, parts => {
  const take = (name: string) => capture(parts.host, name)

  test('first run: empty, and with what is missing', async () => {
    const { page } = parts.host
    const form = page.getByRole('form', { name: t('account.firstRun.title') })
    await form.waitFor()
    await take('first-run')
    await form.getByRole('button', { name: t('account.firstRun.submit') }).click()
    await form.getByText(t('account.name.missing')).waitFor()
    await take('first-run-faults')
    await form.getByLabel(t('account.signIn.name')).fill(administrator.name)
    await form.getByLabel(t('account.password.new'), { exact: true }).fill(administrator.password)
    await form.getByLabel(t('account.password.again'), { exact: true }).fill(administrator.password)
    await form.getByRole('button', { name: t('account.firstRun.submit') }).click()
    await row(page, 'desk-001').waitFor()
  })

  test('sign-in: empty, and refused', async () => {
    const { page } = parts.host
    parts.watch.expect(/status of 401/)
    await signOut(page)
    await take('sign-in')
    const form = page.getByRole('form', { name: t('account.signIn.title') })
    await form.getByLabel(t('account.signIn.name')).fill(administrator.name)
    await form.getByLabel(t('account.signIn.password'), { exact: true }).fill('not this one')
    await form.getByRole('button', { name: t('account.signIn.submit') }).click()
    await form.getByRole('alert').waitFor()
    await take('sign-in-refused')
  })
})

story('views of trouble', { fabric: 'empty' }, parts => {
  const take = (name: string, isOurs = true) => capture(parts.host, name, isOurs)
  beforeAll(() => signIn(parts.host.page, administrator))

  test('a fabric without anything: what each list says', async () => {
    const { page } = parts.host
    for (const [name, text] of [
      ['vms', t('vms.empty')],
      ['hosts', t('hosts.empty')],
      ['jobs', t('jobs.empty')],
    ] as const) {
      await visit(page, `/${name}`)
      await page.getByText(text).first().waitFor()
      await take(`empty-${name}`)
    }
  })

  test('an object that is not there', async () => {
    const { page } = parts.host
    await visit(page, '/vms/vm-4711')
    await page.getByRole('tabpanel').getByRole('alert').waitFor()
    await take('vm-not-found')
  })

  test.runIf(isDesktop)('the core is gone: the desktop says so', async () => {
    const { page } = parts.host
    await desktopOf(parts.host).endCore()
    await page.getByRole('heading', { name: 'The fabric stopped' }).waitFor()
    await take('core-stopped', false)
  })

  test.runIf(!isDesktop)(
    'the connection is lost: the page says so over what was shown',
    async () => {
      const { page } = parts.host
      parts.watch.expect(/WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/)
      await parts.host.kill()
      await page.getByRole('heading', { name: t('session.crashed.title') }).waitFor()
      await take('connection-lost')
    },
  )
})
