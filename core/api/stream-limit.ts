/**
 * Streams that one user may hold open: some fifteen windows of the console. Each is looked at twice
 * a second, so that a thousand of one user would keep the core from everybody else.
 */
export const streamsPerUser = 100

/** Counts the open streams of every user. */
export class StreamLimit {
  private readonly open = new Map<string, number>()

  /** Counts one more; false where the user has as many as may be. */
  take(userId: string): boolean {
    const count = this.open.get(userId) ?? 0
    if (count >= streamsPerUser) return false
    this.open.set(userId, count + 1)
    return true
  }

  giveBack(userId: string): void {
    const left = (this.open.get(userId) ?? 1) - 1
    if (left > 0) this.open.set(userId, left)
    else this.open.delete(userId)
  }
}
