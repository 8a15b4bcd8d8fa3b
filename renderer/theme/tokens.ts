import tokensText from './tokens.css?raw'

/** The value of every token of one theme, by its name without the dashes. */
export type TokenSet = Readonly<Record<string, string>>

export type ThemeName = 'light' | 'dark'

/**
 * Reads the colours of both themes out of the style sheet, so that libraries which want values
 * instead of custom properties get the same ones. Throws when a theme's block is not there.
 */
export function readTokens(text: string): Record<ThemeName, TokenSet> {
  return { light: readBlock(text, 'light'), dark: readBlock(text, 'dark') }
}

export const tokens: Record<ThemeName, TokenSet> = readTokens(tokensText)

/** One colour of one theme. Throws on a name that the style sheet does not hold. */
export function tokenColor(theme: ThemeName, name: string): string {
  const value = tokens[theme][name]
  if (value === undefined) throw new Error(`Token ${name} is not in tokens.css`)
  return value
}

function readBlock(text: string, theme: ThemeName): TokenSet {
  // A minifier may drop the quotes of the attribute, so both forms are read.
  const opening = new RegExp(`\\[data-theme=['"]?${theme}['"]?\\]\\s*\\{`).exec(text)
  if (!opening) throw new Error(`tokens.css has no block for ${theme}`)
  const start = opening.index + opening[0].length
  const body = text.slice(start, text.indexOf('}', start))
  const found: Record<string, string> = {}
  for (const [, name, value] of body.matchAll(/--([\w-]+):\s*([^;]+);?/g)) {
    if (name && value) found[name] = value.trim()
  }
  return found
}
