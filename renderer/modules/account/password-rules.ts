import { isWeakPassword, passwordLengthMin } from '../../../shared/domain/index.ts'

/** A rule of a new password: a key of the translated texts. */
export type PasswordRule = 'long' | 'unlikeName'

/** Which rules a new password keeps, in the order in which they are shown. */
export function passwordRules(
  password: string,
  name: string,
): readonly { rule: PasswordRule; isKept: boolean }[] {
  const isName = password.trim().toLowerCase() === name.trim().toLowerCase()
  return [
    { rule: 'long', isKept: password.length >= passwordLengthMin },
    { rule: 'unlikeName', isKept: password.length > 0 && !isName },
  ]
}

/** What is wrong with a new password that is typed twice; undefined where nothing is. */
export function passwordFault(
  password: string,
  again: string,
  name: string,
): 'weak' | 'differs' | undefined {
  if (isWeakPassword(password, name)) return 'weak'
  return password === again ? undefined : 'differs'
}
