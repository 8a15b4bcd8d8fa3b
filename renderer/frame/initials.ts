/** Up to two letters that stand for a person: of first and last word, or the first of one word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._\\@-]+/).filter(Boolean)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return (firstLetter(first) + (last ? firstLetter(last) : '')).toUpperCase()
}

function firstLetter(word: string): string {
  return [...word][0] ?? ''
}
