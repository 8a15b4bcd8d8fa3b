/** A piece of a pattern between two stars, as characters in lower case; `?` is any one of them. */
type Piece = readonly string[]

/**
 * A pattern of names with `*` for any text and `?` for one character, whatever the case. The test
 * answers what the first `*` stands for, the whole name where there is none, or undefined where the
 * name does not match. It takes pieces from the end, each as late as it can be, and never goes back
 * on one: a pattern of many stars costs no more than its length times the name's.
 */
export function namePattern(pattern: string): (name: string) => string | undefined {
  const [head = [], ...pieces] = pattern.split('*').map(piece => [...piece].map(lower))
  return name => {
    const characters = [...name]
    const folded = characters.map(lower)
    if (!isAt(folded, head, 0)) return undefined
    if (pieces.length === 0) return folded.length === head.length ? name : undefined
    const end = startOfRest(folded, pieces, head.length)
    return end === undefined ? undefined : characters.slice(head.length, end).join('')
  }
}

/** Where the first piece begins with all pieces as late as they can be; the last ends the name. */
function startOfRest(
  name: readonly string[],
  pieces: readonly Piece[],
  from: number,
): number | undefined {
  let end = name.length
  for (const [back, piece] of [...pieces].reverse().entries()) {
    let at = end - piece.length
    while (back > 0 && at >= from && !isAt(name, piece, at)) at--
    if (at < from || !isAt(name, piece, at)) return undefined
    end = at
  }
  return end
}

function isAt(name: readonly string[], piece: Piece, at: number): boolean {
  if (at + piece.length > name.length) return false
  return piece.every((character, index) => character === '?' || character === name[at + index])
}

function lower(character: string): string {
  return character.toLowerCase()
}
