/** The least length of a password. */
export const passwordLengthMin = 10

/** Whether a new password is refused: too short, or the user's own name. */
export function isWeakPassword(password: string, name: string): boolean {
  const isName = password.trim().toLowerCase() === name.trim().toLowerCase()
  return isName || password.length < passwordLengthMin
}
