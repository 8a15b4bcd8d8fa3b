import { expect, test } from 'vitest'
import { administrator, row, signIn, story, t, visit } from '../kit/e2e/index.ts'

story('durability', { fabric: 'state-agency' }, parts => {
  test('kill -9 during provisioning: after a restart all that was acknowledged is there, and the job goes on and completes', async () => {
    const { host, watch } = parts
    await signIn(host.page, administrator)
    await row(host.page, 'sac-dc-01').waitFor()
    const before = await host.wire(administrator)
    const [template] = await before.client.template.list({ text: 'Accounting server' })
    const { nodes } = await before.client.hostGroup.tree({})
    const { jobId } = await before.client.vm.create({
      name: 'made-###',
      count: 3,
      source: { kind: 'template', templateId: template!.id },
      destination: {
        kind: 'hostgroup',
        hostGroupId: nodes[0]!.id as `hostgroup-${number}`,
      },
    })
    const jobNow = () => before.client.job.get({ jobId: jobId! })
    await before.client.clock.set({ factor: 10 })
    await expect
      .poll(async () => (await jobNow()).childRows.map(child => child.progressPercent))
      .toEqual([expect.any(Number), expect.any(Number), expect.any(Number)])
    await expect.poll(async () => (await jobNow()).childRows[0]!.progressPercent).toBeGreaterThan(0)
    expect((await jobNow()).status).toBe('running')
    const { rows } = await before.client.vm.list({ text: 'lb-app-01' })
    await before.client.vm.update({
      vmIds: [rows[0]!.id],
      changes: { notes: 'written before the power went' },
    })

    watch.expect(/WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/)
    await host.kill()
    await before.close().catch(() => undefined)
    const page = await host.restart()

    const after = await host.wire(administrator)
    const { notes } = await after.client.vm.get({ vmId: rows[0]!.id })
    expect(notes).toBe('written before the power went')
    await after.client.clock.set({ factor: 600 })
    await expect
      .poll(async () => (await after.client.job.get({ jobId: jobId! })).status, {
        timeout: 120_000,
      })
      .toBe('completed')
    await after.close()

    // A browser keeps its session in a cookie, and its page comes back by itself.
    if (host.kind === 'electron') await signIn(page, administrator)
    await visit(page, '/vms')
    for (const number of [1, 2, 3]) await row(page, `made-00${number}`, 'Running').waitFor()
    expect(await page.getByRole('heading', { name: t('session.crashed.title') }).count()).toBe(0)
  })
})
