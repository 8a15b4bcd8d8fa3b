/** Characters that mean something in a regular expression. */
const special = /[.*+?^${}()|[\]\\]/g

/**
 * A pattern of names with `*` for any text and `?` for one character, whatever the case. The test
 * answers what the first `*` stands for, the whole name where there is none, or undefined where the
 * name does not match.
 */
export function namePattern(pattern: string): (name: string) => string | undefined {
  const source = pattern.replace(special, found => {
    if (found === '*') return '(.*)'
    return found === '?' ? '.' : `\\${found}`
  })
  const test = new RegExp(`^${source}$`, 'iu')
  return name => {
    const found = test.exec(name)
    return found ? (found[1] ?? name) : undefined
  }
}
