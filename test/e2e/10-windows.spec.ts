import { beforeAll, expect, inject, test } from 'vitest'
import { administrator, desktopOf, row, signIn, story } from '../kit/e2e/index.ts'

const isDesktop = inject('hostKind') === 'electron'

story('the page and its host', { fabric: 'state-agency' }, parts => {
  beforeAll(() => signIn(parts.host.page, administrator))

  test('policy: no code but our own runs, and nothing of another host is loaded', async () => {
    const { page } = parts.host
    parts.watch.expect(/Content Security Policy/)
    const breaches = await page.evaluate(async () => {
      const found: string[] = []
      const isOver = new Promise<void>(resolve => {
        document.addEventListener('securitypolicyviolation', event => {
          found.push(event.effectiveDirective)
          if (found.length === 2) resolve()
        })
      })
      const inline = document.createElement('script')
      inline.textContent = 'window.wasRun = true'
      document.head.append(inline)
      const foreign = document.createElement('img')
      foreign.src = 'https://example.org/x.png'
      document.body.append(foreign)
      await isOver
      foreign.remove()
      return { found, wasRun: 'wasRun' in window }
    })
    expect(breaches).toEqual({
      found: expect.arrayContaining(['script-src-elem', 'img-src']) as string[],
      wasRun: false,
    })
  })

  test('the page has no Node, and of its host only what the preload gives', async () => {
    const seen = await parts.host.page.evaluate(() => ({
      require: typeof (window as { require?: unknown }).require,
      process: typeof (window as { process?: unknown }).process,
      hostward: Object.keys(window.hostward ?? {}),
    }))
    expect(seen).toEqual({
      require: 'undefined',
      process: 'undefined',
      hostward: isDesktop ? ['platform'] : [],
    })
  })

  test.runIf(isDesktop)(
    'core gone: the desktop says so, and restarts it with all that was there',
    async () => {
      const { page } = parts.host
      await desktopOf(parts.host).endCore()
      await page.getByRole('heading', { name: 'The fabric stopped' }).waitFor()
      await page.getByRole('link', { name: 'Restart the fabric' }).click()
      await signIn(page, administrator)
      await row(page, 'sac-dc-01', 'Running').waitFor()
    },
  )

  test.runIf(isDesktop)('navigation and new windows: denied', async () => {
    const { page } = parts.host
    const isDenied = await page.evaluate(() => window.open('https://example.org/') === null)
    expect(isDenied).toBe(true)
    const desktop = desktopOf(parts.host)
    expect(await desktop.isKeptFrom('https://example.org/')).toBe(true)
    expect(await desktop.addresses()).toEqual([expect.stringMatching(/^app:\/\/hostward\/vms/)])
  })
})
