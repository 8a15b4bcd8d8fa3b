interface Slots {
  readonly length: number
  readonly free: readonly number[]
  readonly names?: readonly string[]
}
type Kind = 'course' | 'ring'
type Numbers = Uint32Array | Float32Array

/**
 * What rules of PRO remember of objects between minutes, by slot: a course for each rule, and a
 * ring of samples for each signal of which more than the last one is asked. Columns come and go
 * with the rules that are on, so that a fabric without PRO has none.
 */
export class ProColumns {
  readonly name = 'pro'
  private readonly columns = new Map<string, Numbers>()
  /** Rules of which nothing is remembered of any object; it follows from their courses. */
  readonly quiet = new Set<string>()

  /** Whether nothing is remembered: PRO is off. */
  get isEmpty(): boolean {
    return this.columns.size === 0
  }

  /** The courses of a rule, long enough for so many slots. */
  courses(rule: string, count: number): Uint32Array {
    return this.column('course', rule, count, size => new Uint32Array(size)) as Uint32Array
  }

  /** The samples of a signal, so many to a slot; what was not sampled is no number. */
  ring(signal: string, count: number, width: number): Float32Array {
    const make = (size: number) => new Float32Array(size).fill(NaN)
    return this.column('ring', signal, count * width, make) as Float32Array
  }

  /** The course of one object, 0 for one that nothing is remembered of. */
  courseOf(rule: string, slot: number): number {
    return this.columns.get(`course.${rule}`)?.[slot] ?? 0
  }

  ringOf(signal: string): Float32Array | undefined {
    return this.columns.get(`ring.${signal}`) as Float32Array | undefined
  }

  /** Forgets what is not among these. */
  keep(courses: ReadonlySet<string>, rings: ReadonlySet<string>): void {
    for (const name of [...this.columns.keys()]) {
      const at = name.indexOf('.')
      const isKept = (name.startsWith('course') ? courses : rings).has(name.slice(at + 1))
      if (!isKept) this.columns.delete(name)
    }
    for (const name of [...this.quiet]) if (!courses.has(name)) this.quiet.delete(name)
  }

  /** Forgets an object whose slot is free again: `rings` and `courses` name those of its kind. */
  forget(slot: number, isOfKind: (kind: Kind, name: string) => boolean, width: number): void {
    for (const [name, numbers] of this.columns) {
      const at = name.indexOf('.')
      const kind = name.slice(0, at) as Kind
      if (!isOfKind(kind, name.slice(at + 1))) continue
      if (kind === 'course') numbers.fill(0, slot, slot + 1)
      else numbers.fill(NaN, slot * width, (slot + 1) * width)
    }
  }

  /** Closes the gap of an object whose kind goes by its place. */
  close(slot: number, isOfKind: (kind: Kind, name: string) => boolean, width: number): void {
    for (const [name, numbers] of this.columns) {
      const at = name.indexOf('.')
      const kind = name.slice(0, at) as Kind
      if (!isOfKind(kind, name.slice(at + 1))) continue
      const step = kind === 'course' ? 1 : width
      numbers.copyWithin(slot * step, (slot + 1) * step)
      numbers.fill(kind === 'course' ? 0 : NaN, numbers.length - step)
    }
  }

  private column(kind: Kind, of: string, size: number, make: (size: number) => Numbers): Numbers {
    const name = `${kind}.${of}`
    const old = this.columns.get(name)
    if (old && old.length >= size) return old
    const grown = make(size)
    if (old) grown.set(old as never)
    this.columns.set(name, grown)
    return grown
  }

  /** Every column as bytes, for the store and the state hash. */
  dump(): { name: string; bytes: Uint8Array }[] {
    return this.names().map(name => {
      const { buffer, byteOffset, byteLength } = this.columns.get(name)!
      return { name: `pro.${name}`, bytes: new Uint8Array(buffer, byteOffset, byteLength).slice() }
    })
  }

  /** Takes back what `dump` gave: those columns that `slots` names. */
  restore(stored: ReadonlyMap<string, Uint8Array>, { names = [] }: Slots): void {
    this.columns.clear()
    this.quiet.clear()
    for (const name of names) {
      const bytes = stored.get(`pro.${name}`)
      if (!bytes) continue
      const { buffer } = bytes.slice()
      const isCourse = name.startsWith('course.')
      this.columns.set(name, isCourse ? new Uint32Array(buffer) : new Float32Array(buffer))
    }
  }

  slots(): Slots {
    return { length: 0, free: [], names: this.names() }
  }

  private names(): string[] {
    return [...this.columns.keys()].sort((a, b) => (a < b ? -1 : 1))
  }
}
