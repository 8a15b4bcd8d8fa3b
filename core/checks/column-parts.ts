import type { World } from '../world/index.ts'
import type { Part } from './reads.ts'

export type AnyColumns = World['vms' | 'hosts' | 'volumes' | 'pools' | 'snapshots']

const spread = 0x9e3779b1

/** A column: its version is a print of all its numbers, made at most once a pass. */
export class ColumnPart implements Part {
  private madeIn = -1
  private made = 0
  private words: Int32Array = new Int32Array(0)
  private of: unknown

  constructor(
    private readonly set: AnyColumns,
    private readonly name: string,
    private readonly pass: () => number,
  ) {}

  version(): number {
    const pass = this.pass()
    if (this.madeIn === pass) return this.made
    this.madeIn = pass
    this.made = this.print()
    return this.made
  }

  private print(): number {
    const column = (this.set.data as unknown as Record<string, Uint8Array>)[this.name]!
    if (this.of !== column) {
      this.of = column
      this.words = new Int32Array(column.buffer, column.byteOffset, column.byteLength >> 2)
    }
    const { words } = this
    let print = 0
    for (let at = 0; at < words.length; at++) print = Math.imul(print ^ words[at]!, spread)
    return print
  }
}

/** How many slots columns have, and which of them are free. */
export class SlotsPart implements Part {
  private madeIn = -1
  private made = 0

  constructor(
    private readonly set: AnyColumns,
    private readonly pass: () => number,
  ) {}

  version(): number {
    const pass = this.pass()
    if (this.madeIn === pass) return this.made
    this.madeIn = pass
    const { length, free } = this.set.slots()
    this.made = free.reduce((print, slot) => Math.imul(print ^ slot, spread), length)
    return this.made
  }
}
