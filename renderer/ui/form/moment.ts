/** A moment for a field of date and time, in the time of the fabric. */
export function momentText(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19)
}

/** The moment that such a field names; undefined where it names none. */
export function momentOf(text: string): number | undefined {
  const timeMs = text === '' ? Number.NaN : Date.parse(`${text}Z`)
  return Number.isNaN(timeMs) ? undefined : timeMs
}
