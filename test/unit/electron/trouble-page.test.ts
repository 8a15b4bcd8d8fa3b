import { describe, expect, test } from 'vitest'
import { remedyOfPath, troublePage, type Trouble } from '../../../electron/trouble-page.ts'

const trouble: Trouble = {
  title: 'The fabric stopped',
  text: 'It ended.',
  details: '<script>alert("x")</script> & more',
  remedies: ['restart', 'quit'],
}

describe('trouble page', () => {
  test('words from elsewhere: shown, never markup', () => {
    const page = troublePage(trouble)
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more')
  })

  test('links: act only where the trouble offers them', () => {
    expect(remedyOfPath('/-/restart', trouble)).toBe('restart')
    expect(remedyOfPath('/-/start-new', trouble)).toBeUndefined()
    expect(remedyOfPath('/vms', trouble)).toBeUndefined()
  })

  test('style: only with the nonce of the response, only in the system’s colours', () => {
    const page = troublePage(trouble)
    expect(page).toContain('<style nonce="__CSP_NONCE__">')
    expect(page).not.toMatch(/#[0-9a-f]{3,8}\b|rgb\(|style="/i)
  })
})
