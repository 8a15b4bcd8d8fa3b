/**
 * Limits of failed sign-ins, over a sliding quarter of an hour. A name that nobody has counts like
 * one that somebody has. The limit for all bounds guessing over many names and addresses, and the
 * limit of checks under way bounds memory, since one password check takes 128 MiB.
 */
export const signInLimits = {
  windowMs: 15 * 60_000,
  failuresPerName: 10,
  failuresPerAddress: 30,
  failuresOfAll: 200,
  checksUnderWay: 8,
} as const

/** A sign-in that was let through; it counts as failed until it is known to have succeeded. */
export interface Attempt {
  /** The password was right: the attempt, and the earlier failures of the name, no longer count. */
  succeeded(): void
  /** The check is over, whatever came of it. */
  over(): void
}

/**
 * Counts failed sign-ins by name, by address and in all. Takes wall time, keeps nothing durable.
 */
export class SignInLimiter {
  private readonly byName = new Map<string, number[]>()
  private readonly byAddress = new Map<string, number[]>()
  private ofAll: number[] = []
  private underWay = 0

  /** Begins an attempt, or answers after how many whole seconds the next one is looked at. */
  begin(address: string, name: string, nowMs: number): Attempt | { readonly retryAfterS: number } {
    const nameKey = name.trim().toLowerCase()
    this.forget(nowMs)
    const waitMs = Math.max(
      waitOf(this.byName.get(nameKey), signInLimits.failuresPerName, nowMs),
      waitOf(this.byAddress.get(address), signInLimits.failuresPerAddress, nowMs),
      waitOf(this.ofAll, signInLimits.failuresOfAll, nowMs),
    )
    if (waitMs > 0) return { retryAfterS: Math.ceil(waitMs / 1000) }
    if (this.underWay >= signInLimits.checksUnderWay) return { retryAfterS: 1 }
    this.underWay++
    note(this.byName, nameKey, nowMs)
    note(this.byAddress, address, nowMs)
    this.ofAll.push(nowMs)
    return this.attempt(nameKey, address, nowMs)
  }

  private attempt(nameKey: string, address: string, atMs: number): Attempt {
    let isOver = false
    return {
      succeeded: () => {
        this.byName.delete(nameKey)
        takeBack(this.byAddress.get(address), atMs)
        takeBack(this.ofAll, atMs)
      },
      over: () => {
        if (!isOver) this.underWay--
        isOver = true
      },
    }
  }

  /** Drops what is older than the window, and what a clock that was set back left in the future. */
  private forget(nowMs: number): void {
    const isRecent = (atMs: number) => atMs <= nowMs && nowMs - atMs < signInLimits.windowMs
    this.ofAll = this.ofAll.filter(isRecent)
    for (const kept of [this.byName, this.byAddress]) {
      for (const [key, times] of kept) {
        const recent = times.filter(isRecent)
        if (recent.length) kept.set(key, recent)
        else kept.delete(key)
      }
    }
  }
}

function note(times: Map<string, number[]>, key: string, nowMs: number): void {
  const known = times.get(key)
  if (known) known.push(nowMs)
  else times.set(key, [nowMs])
}

function takeBack(times: number[] | undefined, atMs: number): void {
  const at = times?.indexOf(atMs) ?? -1
  if (at >= 0) times?.splice(at, 1)
}

function waitOf(times: readonly number[] | undefined, limit: number, nowMs: number): number {
  if (!times || times.length < limit) return 0
  const freesAtMs = (times[times.length - limit] ?? nowMs) + signInLimits.windowMs
  return Math.max(0, freesAtMs - nowMs)
}
