const lengthMax = 64
/** Letters, digits, dot, hyphen, underscore, blank, and a backslash or at sign for a domain. */
const allowed = /^[\p{L}\p{N}._@\\ -]+$/u

/** What is wrong with the name of an account; undefined where nothing is. */
export function accountNameFault(name: string): 'missing' | 'tooLong' | 'characters' | undefined {
  const trimmed = name.trim()
  if (!trimmed) return 'missing'
  if (trimmed.length > lengthMax) return 'tooLong'
  return allowed.test(trimmed) ? undefined : 'characters'
}
