const nameLengthMax = 100

/**
 * A name for the next VM of a template: one further than the highest number that the own VMs of
 * that template carry, or the template's first word with a first number.
 */
export function suggestName(templateName: string, ownNames: readonly string[]): string {
  const taken = new Set(ownNames.map(name => name.toLowerCase()))
  const start = highestOf(ownNames) ?? { stem: `${stemOf(templateName)}-`, number: 0, width: 2 }
  let number = start.number + 1
  while (taken.has(named(start, number).toLowerCase())) number += 1
  return named(start, number)
}

/** Why a name cannot be asked for; undefined where nothing is known against it. */
export function nameFault(
  name: string,
  ownNames: readonly string[],
): 'empty' | 'characters' | 'long' | 'taken' | undefined {
  const trimmed = name.trim()
  if (trimmed === '') return 'empty'
  if (trimmed.length > nameLengthMax) return 'long'
  if (!/^[\p{L}\p{N} ._()-]+$/u.test(trimmed)) return 'characters'
  const lower = trimmed.toLowerCase()
  return ownNames.some(one => one.toLowerCase() === lower) ? 'taken' : undefined
}

interface Numbered {
  stem: string
  number: number
  width: number
}

function highestOf(names: readonly string[]): Numbered | undefined {
  let highest: Numbered | undefined
  for (const name of names) {
    const [, stem, digits] = /^(.*[^\d])(\d{1,6})$/.exec(name) ?? []
    if (stem === undefined || digits === undefined) continue
    const number = Number(digits)
    if (!highest || number > highest.number) highest = { stem, number, width: digits.length }
  }
  return highest
}

function named({ stem, width }: Numbered, number: number): string {
  return stem + String(number).padStart(width, '0')
}

function stemOf(templateName: string): string {
  const word = templateName
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .split('-')
  return word.find(part => part.length > 2) ?? 'vm'
}
