import { beforeAll, expect, test } from 'vitest'
import { administrator, signIn, story, t } from '../kit/e2e/index.ts'

story('the page and its host', { fabric: 'state-agency' }, parts => {
  beforeAll(() => signIn(parts.host.page, administrator))

  test('policy: no code but our own runs, inline or evaluated', async () => {
    const { page } = parts.host
    parts.watch.expect(/Content Security Policy/)
    const breaches = await page.evaluate(async () => {
      const found: string[] = []
      document.addEventListener('securitypolicyviolation', event =>
        found.push(event.effectiveDirective),
      )
      const inline = document.createElement('script')
      inline.textContent = 'window.wasRun = true'
      document.head.append(inline)
      const foreign = document.createElement('img')
      foreign.src = 'https://example.org/x.png'
      document.body.append(foreign)
      await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 0)))
      foreign.remove()
      return { found, wasRun: 'wasRun' in window }
    })
    expect(breaches.wasRun).toBe(false)
    expect(breaches.found).toEqual(expect.arrayContaining(['script-src-elem', 'img-src']))
  })

  test('the page has no Node, and of its host only what the preload gives', async () => {
    const { page, kind } = parts.host
    const seen = await page.evaluate(() => ({
      require: typeof (window as { require?: unknown }).require,
      process: typeof (window as { process?: unknown }).process,
      hostward: Object.keys(window.hostward ?? {}),
    }))
    expect(seen).toEqual({
      require: 'undefined',
      process: 'undefined',
      hostward: kind === 'electron' ? ['platform'] : [],
    })
  })

  test('navigation and new windows: denied on the desktop', async () => {
    const { page, kind } = parts.host
    if (kind !== 'electron') return
    const before = page.url()
    const opened = await page.evaluate(() => window.open('https://example.org/') === null)
    expect(opened).toBe(true)
    await page.evaluate(() => {
      window.location.href = 'https://example.org/'
    })
    await page.getByRole('navigation', { name: t('frame.workspaces') }).waitFor()
    expect(page.url()).toBe(before)
  })
})
