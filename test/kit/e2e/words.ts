import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './runtime.ts'

const folder = join(root, 'renderer', 'locales', 'en')
const texts = new Map<string, string>(
  readdirSync(folder).flatMap(file =>
    Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>),
  ),
)

/**
 * The text of the console under a key, so that a spec finds a control by its role and its name
 * whatever its wording. What a spec claims about a sentence it writes out.
 * @param values of the placeholders
 * @param form which of the parts of a text that has one for each number
 */
export function t(key: string, values: Record<string, unknown> = {}, form = 0): string {
  const text = texts.get(key)
  if (text === undefined) throw new Error(`There is no text ${key}`)
  const part = text.split(' | ')[form] ?? text
  return part.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''))
}
