const prefix = 'hostward.'

/** What this browser keeps under that name; undefined where nothing readable is kept. */
export function readKept<Value>(name: string): Value | undefined {
  try {
    const text = localStorage.getItem(prefix + name)
    return text === null ? undefined : (JSON.parse(text) as Value)
  } catch {
    return undefined
  }
}

/** Keeps a plain value for the next visit. A browser that refuses to keep it changes nothing. */
export function writeKept(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // The layout of this visit stays as it is.
  }
}
