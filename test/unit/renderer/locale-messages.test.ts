import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { createI18n } from 'vue-i18n'

const folder = 'renderer/locales/en'

/** The messages that the compiler takes offence at, with what it says. */
function offences(texts: Record<string, string>): string[] {
  const said: string[] = []
  const note = vi.spyOn(console, 'error').mockImplementation(one => void said.push(String(one)))
  const warn = vi.spyOn(console, 'warn').mockImplementation(one => void said.push(String(one)))
  const { global } = createI18n({ legacy: false, locale: 'en', messages: { en: texts } })
  const found = Object.keys(texts).flatMap(key => {
    said.length = 0
    try {
      global.t(key, {}, 1)
    } catch (error) {
      said.push(String(error))
    }
    return said.map(one => `${key}: ${one}`)
  })
  note.mockRestore()
  warn.mockRestore()
  return found
}

afterEach(() => vi.restoreAllMocks())

test.each(readdirSync(folder))('texts: every message of %s: compiles', file => {
  const texts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>
  expect(offences(texts)).toEqual([])
})

test.each(['a { b', 'a } b', 'a @ b', '{{a}}', 'a || b'])(
  'texts: a message that says %s: is taken offence at',
  text => {
    expect(offences({ wrong: text })).not.toEqual([])
  },
)
