import { expect, test } from 'vitest'
import { administrator, row, setupFlags, story, t, tick } from '../kit/e2e/index.ts'

story('first run', {}, parts => {
  test('first run: name, password and fabric given: the console opens on its VMs', async () => {
    const { page } = parts.host
    const form = page.getByRole('form', { name: t('account.firstRun.title') })
    await tick(form.getByRole('radio', { name: /^State agency 4 hosts, 24 VMs/ }))
    await form.getByLabel(t('account.signIn.name')).fill(administrator.name)
    await form.getByLabel(t('account.password.new'), { exact: true }).fill(administrator.password)
    await form.getByLabel(t('account.password.again'), { exact: true }).fill(administrator.password)
    await form.getByRole('button', { name: t('account.firstRun.submit') }).click()
    await row(page, 'sac-dc-01', 'Running').waitFor()
    expect(new URL(page.url()).pathname).toBe('/vms')
  })

  test('start: --fabric on a folder that holds one: refused in words, and nothing is lost', async () => {
    await parts.host.stop()
    const flags = setupFlags({ fabric: 'poc-lab' }, parts.host.dataDir)
    const { code, text } = await parts.host.runAgain(flags)
    expect(text).toContain('This data folder already holds a fabric (state-agency).')
    expect(text).toContain('Start without --fabric, --seed and --admin')
    expect(code).toBe(2)
  })
})
